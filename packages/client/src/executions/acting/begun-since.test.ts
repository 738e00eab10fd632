import { expect, it } from "vitest";
import { begin, details } from "../../../test/answers.ts";
import { forbidden, type Route, routedClient } from "../../../test/routed-client.ts";
import { answer, brokenConnection } from "../../../test/scripted-client.ts";
import { begunSince } from "./begun-since.ts";

const since = new Date();
/** The service's clock is so many milliseconds ahead of this machine's. */
const ahead = begin - since.getTime();
const execution = (id: string, afterMs: number) => details("running", [], { execution_id: id, begin_time: begin + afterMs });
const listing = (...executions: readonly object[]) => answer(200, executions, { date: new Date(Date.now() + ahead).toUTCString() });

/** Reads lists that follow a script, the last again and again. */
async function look(readings: readonly (() => ReturnType<Route>)[], settle = 0) {
  const left = [...readings];
  const { aom, asked } = routedClient(() => (left.length > 1 ? left.shift() : left[0])!());
  const { executions, reason } = await begunSince(aom, { workflowId: "wf" }, since, { settle });
  return { ids: executions.map(({ executionId }) => executionId), reason, asked };
}

it("executions that began since the call are compared by the service's clock, and listed earliest first", async () => {
  const { ids, reason, asked } = await look([() => listing(execution("new-2", 2000), execution("old", -60_000), execution("new-1", 1000))]);
  expect({ ids, asked }).toEqual({ ids: ["new-1", "new-2"], asked: ["GET workflow/wf/executions"] });
  expect(reason).toBe(
    "2 executions of the workflow have started since, by this call or another: new-1 (2026-01-01T01:00:01.000Z, running), new-2 (2026-01-01T01:00:02.000Z, running).",
  );
});

it("one that begins after the response was lost is seen while it looks", async () => {
  const { ids, reason, asked } = await look([brokenConnection, () => listing(), () => listing(execution("new", 1000))], 5000);
  expect({ ids, requests: asked.length }).toEqual({ ids: ["new"], requests: 3 });
  expect(reason).toMatch(/^1 execution of the workflow has started since, by this call or another: new \(.*\)\.$/);
});

it("that none is there proves nothing", async () => {
  expect(await look([() => listing(execution("old", -60_000))])).toMatchObject({
    ids: [],
    reason: "No execution of the workflow has started since, which proves nothing: the service may still act on the request.",
  });
});

it("a caller without permission to read the list learns it at once", async () => {
  const { reason, asked } = await look([forbidden], 5000);
  expect(asked).toHaveLength(1);
  expect(reason).toMatch(/^The executions of the workflow could not be read\. AOM answered 403/);
});

it("a body that is not a list says nothing about executions", async () => {
  expect((await look([() => answer(200, { executions: [] })])).reason).toMatch(/^The executions of the workflow could not be read\./);
});
