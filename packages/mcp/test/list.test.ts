import { expect, test } from "vitest";
import { type Loose, world } from "./world.ts";

const executionsOf = ({ items }: Loose) => items.map(({ executionId }: Loose) => executionId);

test("two hundred rows are listed page by page, each once, even if executions are restarted in between", async () => {
  const executions = Array.from({ length: 200 }, (_, at) => ({ id: `e${at}`, ago: 60_000 + at }));
  const { agent, service } = await world(1, { seed: { executions } });
  const { call } = await agent();
  const seen: string[] = [];
  let args: object = { limit: 50 };
  for (let page = 1; ; page++) {
    const { structuredContent } = await call("list_stopped", args);
    seen.push(...structuredContent.items.map(({ workflowId, executionId }: Loose) => `${workflowId}/${executionId}`));
    if (structuredContent.cursor === undefined) {
      expect(structuredContent).toMatchObject({ complete: true, evidence: "50 stopped nodes." });
      break;
    }
    expect(structuredContent).toMatchObject({
      complete: false,
      evidence: "50 stopped nodes. There are more: pass cursor for the next page, or filter.",
    });
    const next = structuredContent.next.at(-1);
    expect(next).toEqual({ tool: "list_stopped", arguments: { limit: 50, cursor: structuredContent.cursor }, why: "to get the next page" });
    args = next.arguments;
    // The rows of this page are restarted, so they are no longer stopped.
    if (page === 1) service.act({ action: "restart", executionId: structuredContent.items[0].executionId, nodeId: "deploy" });
    if (page > 5) throw new Error("There is no end.");
  }
  expect([seen.length, new Set(seen).size]).toEqual([200, 200]);
});

test("requesting a page again returns the same page", async () => {
  const { agent } = await world(4);
  const { call } = await agent();
  const { cursor } = (await call("list_stopped", { limit: 2 })).structuredContent;
  const pages = [await call("list_stopped", { limit: 2, cursor }), await call("list_stopped", { limit: 2, cursor })];
  const [one, other] = pages.map(({ structuredContent }) => executionsOf(structuredContent));
  expect(one).toHaveLength(2);
  expect(other).toEqual(one);
});

test("a cause filters the list, unless causes are hidden: that would reveal what the logs contain", async () => {
  const hosts = [{ name: "h", log: "starting\nconnection refused by 10.0.0.7:5432" }];
  const { agent } = await world(2, { seed: { nodes: [{ id: "deploy", ends: "fail", hosts }] } });
  const { call } = await agent();
  expect((await call("list_stopped", { cause: "Connection refused" })).structuredContent.items).toHaveLength(2);
  expect((await call("list_stopped", { cause: "out of memory" })).structuredContent).toMatchObject({
    items: [],
    evidence: "Nothing stopped was found.",
  });
  const quiet = await agent({ logs: false });
  const { tools } = await quiet.client.listTools();
  expect(Object.keys(tools[0]?.inputSchema.properties ?? {})).not.toContain("cause");
  for (const [tool, args] of [
    ["list_stopped", { cause: "refused" }],
    ["get_execution", { workflowId: "w0", executionId: "e0", logs: true }],
  ] as const) {
    const { isError, structuredContent } = await quiet.call(tool, args);
    expect([isError, structuredContent.evidence]).toEqual([true, "Logs and causes are turned off on this server. Ask without them."]);
  }
});
