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
  // As the cause reads, and as the line in the log does.
  for (const [cause, found] of [
    ["by 10.0.0.7:#", 2],
    ["by 10.0.0.7:5432", 2],
    ["BY  10.0.0.7:5432", 2],
    ["by 10.0.0.7:5433", 0],
  ] as const)
    expect((await call("list_stopped", { cause })).structuredContent.items).toHaveLength(found);
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

test("a secret that logs are shown without cannot be found out by a cause", async () => {
  const { agent } = await world(1, {
    seed: { nodes: [{ id: "deploy", ends: "fail", hosts: [{ name: "h", log: "token hunter2 refused" }] }] },
  });
  const { call } = await agent({ redact: (text) => text.replaceAll("hunter2", "[redacted]") });
  expect((await call("list_stopped", { cause: "hunter2" })).structuredContent.items).toEqual([]);
});

test("a workflow that does not exist is said to, and what could not be read is said with its reason", async () => {
  const { agent, service } = await world(1);
  const { call } = await agent();
  const unknown = (await call("list_stopped", { workflowId: "nope" })).structuredContent;
  expect(unknown).toMatchObject({ items: [], unread: 1, complete: false, next: [{ tool: "list_stopped", arguments: {} }] });
  expect(unknown.evidence).toMatch(/1 could not be read: \S+ \(status 404\)\. It was not found: take the ids from list_stopped\.$/);
  const refusal = { kind: "json", status: 403, value: { error_code: "AOM.1", error_msg: "no" } } as const;
  service.setFaults(({ request }) => (request?.target.includes("/executions") ? refusal : undefined));
  const { structuredContent } = await call("list_stopped", {});
  expect(structuredContent.evidence).toMatch(
    /1 could not be read: \S+ \(status 403\)\. The credentials do not allow it\. Tell the user\.$/,
  );
});

test("a list of hosts or nodes that is cut off says how many there are", async () => {
  const hosts = Array.from({ length: 60 }, (_, at) => ({ name: `h${at}`, log: "full" }));
  const others = Array.from({ length: 59 }, (_, at) => ({ id: `later-${at}` }));
  const { agent } = await world(1, { seed: { nodes: [{ id: "deploy", ends: "fail", hosts }, ...others] } });
  const { call } = await agent();
  const ids = { workflowId: "w0", executionId: "e0" };
  const { structuredContent } = await call("get_execution", { ...ids, logs: true });
  expect(structuredContent.nodes[0]).toMatchObject({ failedHosts: 60, untrusted: { hosts: { length: 20 } } });
  expect(structuredContent.evidence).toContain(
    "Only the first 50 of 60 nodes are shown. At most 20 hosts of a node are shown; failedHosts is how many failed.",
  );
  expect((await call("get_execution", ids)).structuredContent.evidence).not.toContain("hosts");
});
