import { createClient } from "@aom-workflow/client";
import { type Mock, type RecordedRequest, startMock } from "@aom-workflow/mock";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cliArguments, runCli } from "../fixtures/run-cli.ts";
import { actions, node, projectId, token } from "../fixtures/stopped-node.ts";

let mock: Mock;
beforeAll(async () => {
  mock = await startMock();
});
afterAll(() => mock.close());

const client = (fetch?: typeof globalThis.fetch) => createClient({ endpoint: mock.url, projectId, auth: token, fetch });

/** The last request as it left: what Prism does not look at – case of names, order, extra parameters, encoding – shows here. */
function wire(): string {
  const { method, target, rawHeaders, body } = mock.requests.at(-1) as RecordedRequest;
  const pairs = rawHeaders.flatMap((name, index) => (index % 2 === 0 ? [[name, rawHeaders[index + 1] as string] as const] : []));
  const shown = pairs
    .filter(([name]) => !["host", "connection"].includes(name.toLowerCase()))
    .map(([name, value]) => `${name}: ${value.replace(token, "<token>").replace(/(aom-workflow-client\/)\S+/, "$1<version>")}`);
  return [`${method} ${target}`, ...shown, `body: ${body.length} bytes`].join("\n");
}

describe("the wire, as a snapshot that any change of a request must show up in", () => {
  it("by the client", async () => {
    await client().restart(node);
    expect(wire()).toMatchSnapshot();
  });

  it("by the client over the platform's fetch", async () => {
    await client(globalThis.fetch).restart(node);
    expect(wire()).toMatchSnapshot();
  });

  it("ids that need encoding", async () => {
    await client().restart({ workflowId: "a/b %2e%2e", executionId: "中文😀", nodeId: "a b?c#d&e=f+g!'()*~" });
    expect(wire()).toMatchSnapshot();
  });

  it("the command line sends what the client sends", async () => {
    await client().restart(node);
    const byClient = wire();
    await runCli(cliArguments("restart", mock.url));
    expect(wire()).toBe(byClient);
  });

  it("the actions differ in one word", async () => {
    const sent = [];
    for (const action of actions) {
      await client()[action](node);
      sent.push(wire());
    }
    const [restart = "", ...others] = sent;
    expect(others).toEqual(actions.slice(1).map((action) => restart.replace("action=restart", `action=${action}`)));
    expect(new Set(sent).size).toBe(actions.length);
  });
});
