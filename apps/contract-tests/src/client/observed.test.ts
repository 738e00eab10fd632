import { createRequire } from "node:module";
import { accessKey } from "@aom-workflow/auth";
import { createClient } from "@aom-workflow/client";
import { nodeTransport } from "@aom-workflow/client/node";
import { type Mock, startMock, startTlsFault } from "@aom-workflow/mock";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cliArguments, runCli } from "../fixtures/run-cli.ts";
import { key, signatureGuard } from "../fixtures/signature-guard.ts";
import { node, projectId, token } from "../fixtures/stopped-node.ts";

const require = createRequire(import.meta.url);
const fixture = require.resolve("../fixtures/observed-requests.cjs");
const traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

interface Observer {
  readonly seen: readonly { readonly headers: Record<string, string> }[];
  restore(): void;
}

let open: Mock;
let guarded: Mock;
beforeAll(async () => {
  [open, guarded] = await Promise.all([startMock(), startMock({ intercept: signatureGuard })]);
});
afterAll(() => Promise.all([open.close(), guarded.close()]));

describe("where an agent for application monitoring wraps node:http and copies the headers as an object", () => {
  let observer: Observer;
  beforeAll(() => {
    observer = require(fixture) as Observer;
    return () => observer.restore();
  });

  it("the token of a client arrives under its name, and the trace with it", async () => {
    const client = createClient({ endpoint: open.url, projectId, auth: token });
    expect(await client.safe.restart(node)).toMatchObject({ outcome: "applied" });
    expect(open.requests.at(-1)?.headers).toMatchObject({ "x-auth-token": token, traceparent });
    for (const name of Object.keys(open.requests.at(-1)?.headers ?? {})) expect(name).not.toMatch(/^\d/);
  });

  it("the signature of a client stays valid", async () => {
    const client = createClient({ endpoint: guarded.url, auth: accessKey({ ...key, projectId }) });
    expect(await client.safe.restart(node)).toMatchObject({ outcome: "applied" });
    expect(guarded.requests.at(-1)?.headers).toMatchObject({ traceparent });
  });

  it("the headers of a request over TLS are seen by name", async () => {
    const server = await startTlsFault("none");
    const transport = nodeTransport({ proxy: false, ca: server.authority });
    try {
      const client = createClient({ endpoint: server.url, projectId, auth: token, transport });
      expect(await client.safe.restart(node)).toMatchObject({ outcome: "applied" });
      expect(observer.seen.at(-1)?.headers).toMatchObject({ Host: new URL(server.url).host, "x-auth-token": token, traceparent });
    } finally {
      transport.close?.();
      await server.close();
    }
  });

  const preloaded = { NODE_OPTIONS: `--require ${fixture}` };

  it("the token of the command line arrives under its name, and the trace with it", async () => {
    expect(await runCli(cliArguments("restart", open.url), preloaded)).toMatchObject({ exitCode: 0 });
    expect(open.requests.at(-1)?.headers).toMatchObject({ "x-auth-token": token, traceparent });
  });

  it("the signature of the command line stays valid", async () => {
    const keys = { HUAWEICLOUD_SDK_AK: key.accessKeyId, HUAWEICLOUD_SDK_SK: key.secretAccessKey };
    const env = { AOM_WORKFLOW_TOKEN: "", AOM_WORKFLOW_ECS_METADATA: "off", ...keys, ...preloaded };
    expect(await runCli(cliArguments("restart", guarded.url), env)).toMatchObject({ exitCode: 0 });
    expect(guarded.requests.at(-1)?.headers).toMatchObject({ traceparent });
  });
});
