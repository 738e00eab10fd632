import { setTimeout as sleep } from "node:timers/promises";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { begin, details, failed, nodeResult, paused } from "../../../test/answers.ts";
import { collect, forbidden, notFound, type Route, routedClient } from "../../../test/routed-client.ts";
import { answer, brokenConnection } from "../../../test/scripted-client.ts";

/** A project: for each workflow its executions. */
type Project = Readonly<Record<string, readonly ReturnType<typeof details>[]>>;

function serving(project: Project, special: Readonly<Record<string, () => ReturnType<typeof answer> | Error>> = {}): Route {
  return (route) => {
    if (special[route]) return special[route]();
    if (route === "POST workflow-list") {
      const elements = Object.keys(project).map((id) => ({
        id,
        name: `name of ${id}`,
        last_execute_by: "li",
        last_execution_id: `${id}-0`,
      }));
      return answer(200, { elements, total_elements: elements.length });
    }
    const [, workflow = "", execution] = /^GET workflow\/(\w+)\/executions(?:\/([\w-]+)\/status)?$/.exec(route) ?? [];
    const all = project[workflow]!.map((each, index) => ({ ...each, workflow_id: workflow, execution_id: `${workflow}-${index}` }));
    return answer(200, execution === undefined ? all : all.find(({ execution_id }) => execution_id === execution));
  };
}

const done = details("success");
const doneOfA = { ...done, workflow_id: "a", execution_id: "a-0" };

describe("what stopped", () => {
  it("is told with all that is known, and read no more than it has to be", async () => {
    const { aom, asked } = routedClient(serving({ a: [failed, done], b: [done], c: [paused] }));
    expect(await collect(aom.stoppedExecutions())).toMatchObject([
      {
        workflowId: "a",
        workflowName: "name of a",
        executionId: "a-0",
        word: "fail",
        state: "failed",
        nodeId: "run-script",
        nodeName: "runScript",
        since: new Date(begin + 2000),
        startedBy: "li",
        failedHosts: [],
        actions: [{ action: "restart" }, { action: "skip" }],
        reason: "The node run-script failed.",
      },
      { workflowId: "c", state: "paused", nodeId: "check", actions: [{ action: "continue" }] },
    ]);
    expect(asked.toSorted()).toEqual(
      [
        "POST workflow-list",
        ...["a", "b", "c"].map((id) => `GET workflow/${id}/executions`),
        ...["a", "c"].map((id) => `GET workflow/${id}/executions/${id}-0/status`),
      ].toSorted(),
    );
  });

  it("nothing, where there is nothing", async () => {
    const { aom } = routedClient(serving({}));
    expect(await collect(aom.stoppedExecutions())).toEqual([]);
  });

  it("one workflow alone, which is not looked for", async () => {
    const { aom, asked } = routedClient(serving({ a: [failed], c: [paused] }));
    expect(await collect(aom.stoppedExecutions({ workflow: "c" }))).toMatchObject([{ workflowId: "c", workflowName: "nightly" }]);
    expect(asked).not.toContain("POST workflow-list");
  });

  it("of one state, or of several", async () => {
    const { aom } = routedClient(serving({ a: [failed], b: [details("resting")], c: [paused] }));
    const states = async (status: never) => (await collect(aom.stoppedExecutions({ status }))).map(({ workflowId }) => workflowId);
    expect(await states("paused" as never)).toEqual(["c"]);
    expect(await states(["failed", "unknown"] as never)).toEqual(["a", "b"]);
  });

  it("since a time; what began earlier is not read", async () => {
    const { aom, asked } = routedClient(serving({ a: [failed, { ...paused, begin_time: begin - 5000 }] }));
    expect(await collect(aom.stoppedExecutions({ since: new Date(begin) }))).toMatchObject([{ executionId: "a-0" }]);
    expect(asked).toHaveLength(3);
    const foreign = runInNewContext("new Date(begin)", { begin }) as Date;
    expect(await collect(aom.stoppedExecutions({ since: foreign }))).toMatchObject([{ executionId: "a-0" }]);
    await expect(collect(aom.stoppedExecutions({ since: "yesterday" as never }))).rejects.toThrow("since must be a Date, or a number");
  });

  it("one that moved on between list and reading is not among them", async () => {
    const { aom } = routedClient(serving({ a: [failed] }, { "GET workflow/a/executions/a-0/status": () => answer(200, doneOfA) }));
    expect(await collect(aom.stoppedExecutions())).toEqual([]);
  });

  it("has a row for each node that waits", async () => {
    const nodes = ["run-script", "report"].map((id) => nodeResult(id, "fail"));
    const { aom } = routedClient(serving({ a: [details("fail", nodes)] }));
    expect(await collect(aom.stoppedExecutions())).toMatchObject([
      { executionId: "a-0", nodeId: "run-script" },
      { executionId: "a-0", nodeId: "report" },
    ]);
  });

  it("a state of another execution is an unread row, never that execution's", async () => {
    const { aom } = routedClient(serving({ a: [failed] }, { "GET workflow/a/executions/a-0/status": () => answer(200, failed) }));
    expect(await collect(aom.stoppedExecutions())).toMatchObject([{ executionId: "a-0", error: { code: "invalid-response" } }]);
  });

  it("what could not be read is told beside the others", async () => {
    const { aom } = routedClient(
      serving(
        { a: [failed, failed], b: [failed], c: [failed], d: [paused] },
        {
          "GET workflow/a/executions/a-0/status": notFound,
          "GET workflow/b/executions": forbidden,
          "GET workflow/c/executions/c-0/status": brokenConnection,
        },
      ),
    );
    expect(await collect(aom.stoppedExecutions({ status: ["failed"] }))).toMatchObject([
      { workflowId: "a", executionId: "a-0", error: { status: 404, outcome: "rejected" } },
      { workflowId: "a", executionId: "a-1", state: "failed" },
      {
        workflowId: "b",
        executionId: undefined,
        error: { status: 403, hint: "Ask for the permission cms:execution:get in this project." },
      },
      { workflowId: "c", executionId: "c-0", error: { code: "connection" } },
    ]);
  });

  it("workflows that cannot be listed are an error", async () => {
    const { aom } = routedClient(forbidden);
    await expect(collect(aom.stoppedExecutions())).rejects.toMatchObject({
      status: 403,
      hint: "Ask for the permission cms:workflow:list in this project.",
    });
  });

  it("several are read at once, never more than wanted, and in order", async () => {
    let [underWay, most] = [0, 0];
    const project = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`w${index}`, [failed]]));
    const serve = serving(project);
    const slow: Route = async (route, body) => {
      most = Math.max(most, ++underWay);
      await sleep(route.endsWith("w0/executions") ? 20 : 1);
      underWay--;
      return serve(route, body) as never;
    };
    const rows = await collect(routedClient(slow).aom.stoppedExecutions({ concurrency: 3 }));
    expect(rows.map(({ workflowId }) => workflowId)).toEqual(Object.keys(project));
    expect(most).toBeGreaterThan(1);
    expect(most).toBeLessThanOrEqual(6);
  });

  it("who stops early causes few further requests: 10,000 executions are not all read", async () => {
    const { aom, asked } = routedClient(serving({ a: Array.from({ length: 10_000 }, () => failed) }));
    for await (const { executionId } of aom.stoppedExecutions({ concurrency: 2 })) if (executionId === "a-9") break;
    await sleep(5);
    expect(asked.length).toBeLessThan(16);
  });

  it.each([0, 33, 1.5])("%d at once is refused", async (concurrency) => {
    await expect(collect(routedClient(forbidden).aom.stoppedExecutions({ concurrency }))).rejects.toThrow("concurrency must be an integer");
  });
});
