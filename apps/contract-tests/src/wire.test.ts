import { createClient } from "@aom-workflow/client";
import { nodeFetch } from "@aom-workflow/client/node";
import { type Mock, type RecordedRequest, startMock } from "@aom-workflow/mock";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { actions, node, projectId, token } from "./fixtures/node-of-run.ts";
import { cliArguments, runCli } from "./fixtures/run-cli.ts";

let mock: Mock;
beforeAll(async () => {
  mock = await startMock();
});
afterAll(() => mock.close());

/** The request as it left: what Prism does not look at – case of names, order, extra parameters, encoding – shows here. */
function wire({ method, target, rawHeaders, body }: RecordedRequest): string {
  const pairs = rawHeaders.flatMap((name, index) => (index % 2 === 0 ? [[name, rawHeaders[index + 1] as string] as const] : []));
  const shown = pairs
    .filter(([name]) => !["host", "connection"].includes(name.toLowerCase()))
    .map(([name, value]) => `${name}: ${value.replace(token, "<token>")}`);
  return [`${method} ${target}`, ...shown, `body: ${body.length} bytes`].join("\n");
}

describe("the wire, as a snapshot that any change of a request must show up in", () => {
  it.each(actions)("%s by the client", async (action) => {
    await createClient({ endpoint: mock.url, projectId, auth: token })[action](node);
    expect(wire(mock.requests.at(-1) as RecordedRequest)).toMatchSnapshot();
  });

  it("ids that need encoding", async () => {
    await createClient({ endpoint: mock.url, projectId, auth: token }).restart({
      workflowId: "a/b %2e%2e",
      executionId: "中文😀",
      nodeId: "a b?c#d&e=f+g!'()*~",
    });
    expect(wire(mock.requests.at(-1) as RecordedRequest)).toMatchSnapshot();
  });

  it("the command line sends what the client sends over node:http", async () => {
    await createClient({ endpoint: mock.url, projectId, auth: token, fetch: nodeFetch() }).restart(node);
    const byClient = wire(mock.requests.at(-1) as RecordedRequest);
    expect(byClient).toMatchSnapshot();
    await runCli(cliArguments("restart", mock.url));
    expect(wire(mock.requests.at(-1) as RecordedRequest)).toBe(byClient);
  });
});
