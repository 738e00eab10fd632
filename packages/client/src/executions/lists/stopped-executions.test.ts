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

describe("stopped executions", () => {
  it.each(["GET workflow/a/executions", "GET workflow/a/executions/a-0/status"])("ends with the caller's abort during %s", async (path) => {
    const abort = new AbortController();
    const serve = serving({ a: [failed] });
    const { aom } = routedClient((route, body) => {
      if (!route.endsWith(path)) return serve(route, body);
      abort.abort();
      return new Promise(() => {});
    });
    await expect(collect(aom.stoppedExecutions({ signal: abort.signal }))).rejects.toMatchObject({ code: "aborted" });
  });

  it("is listed with all that is known, and read no more than necessary", async () => {
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

  it("none, if nothing stopped", async () => {
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

  it.each([
    ["run-script", ["a", "b"]],
    ["runScript", ["a", "b"]],
    ["check", ["c"]],
    ["run", []],
  ])("at one node, by its id or its name: %s", async (node, found) => {
    const { aom } = routedClient(serving({ a: [failed], b: [failed], c: [paused], d: [details("waitApproval")] }));
    expect((await collect(aom.stoppedExecutions({ node }))).map(({ workflowId }) => workflowId)).toEqual(found);
  });

  it.each([
    ["fail", ["a"]],
    ["FAIL", ["a"]],
    ["pausing", ["c"]],
    [
      ["fail", "paused"],
      ["a", "c"],
    ],
    ["waitApproval", ["d"]],
    ["Waiting for approval", ["d"]],
  ])("by the vendor's word or by ours: %j", async (status, found) => {
    const { aom } = routedClient(serving({ a: [failed], b: [details("resting")], c: [paused], d: [details("waitApproval")] }));
    expect((await collect(aom.stoppedExecutions({ status: status as never }))).map(({ workflowId }) => workflowId)).toEqual(found);
  });

  it.each([["resting"], [["failed", "sucess"]], ["success"], ["timeout"], [""], [null], [[]]])(
    "the state %j is refused, before anything is sent",
    async (status) => {
      const { aom, asked } = routedClient(serving({ a: [failed] }));
      await expect(collect(aom.stoppedExecutions({ status: status as never }))).rejects.toMatchObject({
        code: "invalid-input",
        parameter: "status",
        problem: "must be one of failed, waiting-for-approval, paused, unknown, fail, waitApproval, pausing",
      });
      expect(asked).toEqual([]);
    },
  );

  it("since a time; executions that began earlier are not read", async () => {
    const { aom, asked } = routedClient(serving({ a: [failed, { ...paused, begin_time: begin - 5000 }] }));
    expect(await collect(aom.stoppedExecutions({ since: new Date(begin) }))).toMatchObject([{ executionId: "a-0" }]);
    expect(asked).toHaveLength(3);
    const foreign = runInNewContext("new Date(begin)", { begin }) as Date;
    expect(await collect(aom.stoppedExecutions({ since: foreign }))).toMatchObject([{ executionId: "a-0" }]);
    await expect(collect(aom.stoppedExecutions({ since: "yesterday" as never }))).rejects.toThrow("since must be a Date, or a number");
  });

  it.each([
    ["seconds", begin / 1000],
    ["a time that cannot be read", "2026-02-30T01:00:00Z"],
    ["no time", undefined],
  ])("since a time keeps an execution that began at %s", async (_, begin_time) => {
    const { aom } = routedClient((route) => {
      const execution = { ...failed, begin_time };
      if (route === "POST workflow-list")
        return answer(200, { elements: [{ id: "wf", last_execution_start_time: begin_time }], total_elements: 1 });
      return answer(200, route.endsWith("/status") ? execution : [execution]);
    });
    expect(await collect(aom.stoppedExecutions({ since: begin }))).toMatchObject([{ executionId: "ex", state: "failed" }]);
  });

  it("one that moved on between list and read is not among them", async () => {
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

  it("executions that could not be read are listed alongside the others", async () => {
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

  it.each([
    ["an empty object", {}],
    ["a list in an envelope", { data: [failed] }],
    ["a page", { elements: [failed], total_elements: 1 }],
  ])("executions that are %s are an error, not an empty list", async (_, body) => {
    const { aom } = routedClient(serving({ a: [], b: [paused] }, { "GET workflow/a/executions": () => answer(200, body) }));
    expect(await collect(aom.stoppedExecutions())).toMatchObject([
      {
        workflowId: "a",
        executionId: undefined,
        error: {
          code: "invalid-response",
          status: 200,
          summary: "The response 200 cannot be trusted: the body is not a list of executions.",
        },
      },
      { workflowId: "b", state: "paused" },
    ]);
  });

  it("an array of arrays, as one page of the vendor has it, is read", async () => {
    const execution = { ...failed, workflow_id: "a", execution_id: "a-0" };
    const { aom } = routedClient(
      serving({ a: [failed] }, { "GET workflow/a/executions": () => answer(200, [[execution], [{ ...done, execution_id: "a-1" }]]) }),
    );
    expect(await collect(aom.stoppedExecutions())).toMatchObject([{ executionId: "a-0", state: "failed" }]);
  });

  it("an execution without an id is among the rows, as unread", async () => {
    const { aom } = routedClient((route) => {
      if (route === "POST workflow-list")
        return answer(200, { elements: [{ id: "a", name: "name of a" }, { name: "without" }], total_elements: 2 });
      return answer(200, [{ ...failed, execution_id: null }, "ex-1", { ...failed, execution_id: "" }, { status: "success" }]);
    });
    const unread = (workflowId: string | undefined, workflowName: string, what: string) => ({
      workflowId,
      workflowName,
      executionId: undefined,
      error: { code: "invalid-response", summary: `The response 200 cannot be trusted: ${what} of the list has no id.` },
    });
    expect(await collect(aom.stoppedExecutions({ status: "failed" }))).toMatchObject([
      unread("a", "name of a", "an execution"),
      unread("a", "name of a", "an execution"),
      unread("a", "name of a", "an execution"),
      unread(undefined, "without", "a workflow"),
    ]);
  });

  it("a list of workflows that is not one is an error, not the all-clear", async () => {
    const { aom } = routedClient(() => answer(200, { data: { elements: [] } }));
    await expect(collect(aom.stoppedExecutions())).rejects.toMatchObject({ code: "invalid-response" });
  });

  it("a workflow that runs while the pages are read is not missed; rows stand in the order of the last start", async () => {
    const ids = Array.from({ length: 150 }, (_, index) => `w${index}`);
    // Created in the order of their numbers, last started in that order, too.
    const started = new Map(ids.map((id, index) => [id, begin + index]));
    const { aom, warnings } = routedClient((route, { page, size, sort_field, sort_type }) => {
      if (route === "POST workflow-list") {
        const number = (id: string) => (sort_field === "create_time" ? Number(id.slice(1)) : started.get(id)!);
        const sorted = ids.toSorted((one, other) => (number(one) - number(other)) * (sort_type === "ASC" ? 1 : -1));
        const from = (page as number) * (size as number);
        const elements = sorted.slice(from, from + (size as number)).map((id) => ({ id, last_execution_start_time: started.get(id) }));
        started.set("w7", begin + 1000);
        return answer(200, { elements, total_elements: ids.length });
      }
      const [, workflow_id, status] = /^GET workflow\/(\w+)\/executions(\/ex\/status)?$/.exec(route) ?? [];
      const execution = { ...(["w7", "w20", "w130"].includes(workflow_id!) ? failed : done), workflow_id };
      return answer(200, status ? execution : [execution]);
    });
    expect((await collect(aom.stoppedExecutions())).map(({ workflowId }) => workflowId)).toEqual(["w130", "w20", "w7"]);
    expect(warnings).toEqual([]);
  });

  it("a list of workflows that may lack some is a warning", async () => {
    const { aom, warnings } = routedClient((route, { page }) => {
      if (route === "POST workflow-list") return answer(200, { elements: page === 0 ? [{ id: "a" }] : [], total_elements: 2 });
      return answer(200, []);
    });
    expect(await collect(aom.stoppedExecutions())).toEqual([]);
    expect(warnings).toEqual(["The service counts 2 workflows and returned 1: some may be missing."]);
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

  it("leaving the loop early causes few further requests: 10,000 executions are not all read", async () => {
    const { aom, asked } = routedClient(serving({ a: Array.from({ length: 10_000 }, () => failed) }));
    for await (const { executionId } of aom.stoppedExecutions({ concurrency: 2 })) if (executionId === "a-9") break;
    await sleep(5);
    expect(asked.length).toBeLessThan(16);
  });

  it.each([0, 33, 1.5])("%d at once is refused", async (concurrency) => {
    await expect(collect(routedClient(forbidden).aom.stoppedExecutions({ concurrency }))).rejects.toThrow("concurrency must be an integer");
  });
});
