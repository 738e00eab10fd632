// biome-ignore-all lint/suspicious/noExplicitAny: answers are read as a client meets them
import { expect, test } from "vitest";
import { projectId } from "../../test/raw-exchange.ts";
import type { Fault } from "../faults/fault.ts";
import { manyExecutions } from "./many-executions.ts";
import { type Simulator, type SimulatorOptions, startSimulator } from "./start-simulator.ts";
import { errors } from "./wire/errors.ts";
import type { ReadingSeed, WorkflowSeed } from "./world/seed.ts";

const hosts = [{ name: "h-1", ip: "192.0.2.1", log: "disk full" }, { name: "h-2" }];
const workflows: WorkflowSeed[] = [
  {
    id: "failing",
    name: "夜间清理",
    tags: { team: "payments" },
    nodes: [{ id: "run script/1", hosts, ends: ["h-1"], failures: 1 }, { id: "after" }],
    executions: [
      { id: "old", ago: 100_000, nodes: [{ id: "only" }] },
      { id: "failed", ago: 50_000, startedBy: "li.wei" },
    ],
  },
  {
    id: "pausing",
    name: "release",
    type: "cron",
    nodes: [{ id: "p", kind: "pause" }, { id: "after" }],
    executions: [{ id: "paused", ago: 20_000 }],
  },
  { id: "long", name: "patching", madeAgo: 1000, nodes: [{ id: "n", takes: 60_000, hosts }], executions: [{ id: "running", ago: 10_000 }] },
  {
    id: "approved",
    name: "reboot",
    createdBy: "li.wei",
    approval: "by-hand",
    nodes: [{ id: "n" }],
    executions: [{ id: "waiting", ago: 5_000 }],
  },
  { id: "idle", name: "never started", description: "a drill", nodes: [{ id: "n" }] },
];

async function withSimulator(options: SimulatorOptions, use: (simulator: Simulator, ask: Ask) => Promise<void>): Promise<void> {
  const simulator = await startSimulator({ seed: { workflows }, ...options });
  const ask: Ask = async (method, path, body) => {
    const answer = await fetch(`${simulator.url}/v1/${projectId}/cms${path}`, {
      method,
      headers: { "X-Auth-Token": "token", ...(body ? { "Content-Type": "application/json" } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    return { status: answer.status, body: (await answer.json()) as any };
  };
  try {
    await use(simulator, ask);
  } finally {
    await simulator.close();
  }
}

type Ask = (method: string, path: string, body?: object) => Promise<{ status: number; body: any }>;

const executions = (workflow: string) => `/workflow/${workflow}/executions`;
const detail = (workflow: string, execution: string) => `${executions(workflow)}/${execution}/status`;
const operation = (workflow: string, execution: string, action: string, node: string) =>
  `${executions(workflow)}/${execution}/operation?action=${action}&node_id=${encodeURIComponent(node)}`;
const notSupported = { status: 400, body: { error_code: "AOM.31001418" } };
const notFound = { status: 404, body: { error_code: "AOM.31001306" } };
const list = (query: object = {}) => ["POST", "/workflow-list", { sort_field: "create_time", sort_type: "ASC", ...query }] as const;

const find = (simulator: Simulator, id: string) => simulator.executions().find(({ executionId }) => executionId === id);

test("a failed node is restarted, runs again from its beginning, and the execution continues", () =>
  withSimulator({}, async (simulator, ask) => {
    const restart = operation("failing", "failed", "restart", "run script/1");
    expect(find(simulator, "failed")).toMatchObject({ status: "fail", stoppedAt: ["run script/1"], begun: { "run script/1": 1 } });
    expect(await ask("POST", restart)).toEqual({ status: 200, body: { result: "success" } });
    expect((await ask("GET", detail("failing", "failed"))).body.status).toBe("running");
    expect(await ask("POST", restart)).toMatchObject(notSupported);
    simulator.advance(2000);
    expect(find(simulator, "failed")).toMatchObject({ status: "success", begun: { "run script/1": 2, after: 1 } });
  }));

test("a pause is continued and an execution stopped, each once", () =>
  withSimulator({}, async (simulator, ask) => {
    expect(await ask("POST", operation("pausing", "paused", "restart", "p"))).toMatchObject(notSupported);
    expect(await ask("POST", operation("pausing", "paused", "continue", "after"))).toMatchObject(notSupported);
    expect((await ask("POST", operation("pausing", "paused", "continue", "p"))).status).toBe(200);
    const stop = `${executions("pausing")}/paused/terminate`;
    expect((await ask("POST", stop)).body).toEqual({ result: "success" });
    expect(await ask("POST", stop)).toMatchObject(notSupported);
    expect(find(simulator, "paused")?.status).toBe("canceling");
    simulator.advance(1000);
    expect(find(simulator, "paused")?.status).toBe("cancel");
    expect(find(simulator, "paused")?.history.map(({ action }) => action)).toEqual(["execute", "continue", "stop"]);
  }));

test("the schedule of a workflow is disabled and enabled, repeatedly, and the list shows it", () =>
  withSimulator({}, async ({ url }, ask) => {
    const set = async (workflow: string, action: string) => {
      const target = `${url}/v1/${projectId}/cms/workflow/${workflow}/trigger/action?action=${action}`;
      const answer = await fetch(target, { method: "PUT", headers: { "X-Auth-Token": "token" } });
      return `${answer.status} ${await answer.text()}`;
    };
    const listed = async () => (await ask(...list())).body.elements.find(({ id }: any) => id === "pausing").trigger_status;
    expect(await listed()).toBe("active");
    for (const _ of [1, 2]) expect(await set("pausing", "disable")).toBe('200 {"success"}');
    expect(await listed()).toBe("inactive");
    expect(await set("pausing", "enable")).toBe('200 {"success"}');
    expect(await listed()).toBe("active");
    expect(await set("nowhere", "enable")).toMatch(/^404 /);
    expect(await set("long", "enable")).toMatch(/^400 .*AOM\.31001302/);
  }));

test("a workflow is executed under a new id each time, and the newest comes first", () =>
  withSimulator({}, async (simulator, ask) => {
    const ids = [];
    for (let time = 0; time < 2; time++) {
      simulator.advance(10);
      ids.unshift((await ask("POST", executions("failing"))).body.execution_id);
    }
    expect(new Set(ids).size).toBe(2);
    const listed = (await ask("GET", executions("failing"))).body;
    expect(listed.map((one: any) => one.execution_id)).toEqual([...ids, "failed", "old"]);
  }));

test.each([
  ["GET", executions("nowhere")],
  ["POST", executions("nowhere")],
  ["GET", detail("failing", "nothing")],
  ["GET", detail("pausing", "failed")],
  ["POST", operation("pausing", "failed", "restart", "run script/1")],
  ["POST", `${executions("failing")}/nothing/terminate`],
])("%s %s is a 404, and nothing is done", (method, path) =>
  withSimulator({}, async (simulator, ask) => {
    const before = simulator.executions();
    expect(await ask(method, path)).toMatchObject(notFound);
    expect(simulator.executions()).toEqual(before);
  }),
);

test("an execution has other keys and times in the list than alone, and shows only nodes that have started", () =>
  withSimulator({}, async (_, ask) => {
    const one = (await ask("GET", detail("failing", "failed"))).body;
    const [listed] = (await ask("GET", executions("failing"))).body;
    const began = Date.UTC(2026, 0, 1) - 50_000;
    expect(one).toMatchObject({ status: "fail", begin_time: began, end_time: began + 1000, workflow_snapshot: { name: "夜间清理" } });
    expect(one.workflow_snapshot.nodes).toHaveLength(2);
    expect(one.execution_result_list).toMatchObject([
      {
        node_id: "run script/1",
        status: "fail",
        output: { success: [{ name: "h-2" }], fail: [{ name: "h-1", log: "disk full", exit_code: "1" }] },
      },
    ]);
    expect(listed).toMatchObject({ begin_time: "2025-12-31T23:59:10Z", create_by: "li.wei", workflowEditTime: expect.any(Number) });
    expect(listed).not.toHaveProperty("workflow_snapshot");
    expect((await ask("GET", detail("pausing", "paused"))).body).toMatchObject({
      status: "pausing",
      workflow_snapshot: { nodes: [{ category: "pause", task_name: "CMS::PAUSE", metadata: { type: "pause" } }, { category: "service" }] },
    });
  }));

test.each([
  [{}, ["failing", "pausing", "approved", "idle", "long"]],
  [{ sort_type: "DESC", size: 1 }, ["long"]],
  [{ page: 1, size: 2 }, ["approved", "idle"]],
  [{ page: 9 }, []],
  [{ sort_field: "last_execution_start_time" }, ["idle", "failing", "pausing", "long", "approved"]],
  [{ status: "fail" }, ["failing"]],
  [{ status: "executing" }, ["long"]],
  [{ status: "waitApproval" }, ["approved"]],
  [{ search: "清理" }, ["failing"]],
  [{ search: "drill" }, ["idle"]],
  [{ type: "cron" }, ["pausing"]],
  [{ create_by: "li.wei" }, ["approved"]],
  [{ tags: { team: "payments" } }, ["failing"]],
  [{ enterprise_project_id: "7" }, []],
  [{ search_time_start: Date.UTC(2026, 0, 1) - 2000 }, ["long"]],
  [{ search_time_end: Date.UTC(2026, 0, 1) - 2000 }, ["failing", "pausing", "approved", "idle"]],
])("the list by %o has these workflows", (query, ids) =>
  withSimulator({}, async (_, ask) => {
    const { body } = await ask(...list(query));
    expect(body.elements.map(({ id }: any) => id)).toEqual(ids);
    if (!("page" in query) && !("size" in query)) expect(body.total_elements).toBe(ids.length);
  }),
);

test("each response has an id of its own, as the vendor's gateway gives one, and its body stays as it is", () =>
  withSimulator(
    { permissions: ({ headers }) => (headers["x-auth-token"] === "wrong" ? undefined : ["cms:execution:create", "cms:execution:get"]) },
    async (simulator) => {
      const ask = (path: string, headers: Record<string, string>, method = "POST") =>
        fetch(`${simulator.url}/v1/${projectId}/cms${path}`, { method, headers: { "X-Auth-Token": "token", ...headers } });
      const restart = operation("failing", "failed", "restart", "run script/1");
      const answers = [
        await ask(restart, {}),
        await ask(restart, {}),
        await ask(restart, {}),
        await ask(restart, { "X-Auth-Token": "wrong" }),
        await ask(executions("nowhere"), {}),
        await ask(executions("failing"), {}, "DELETE"),
        await ask(restart, { "Content-Type": "json" }),
      ];
      expect(answers.map(({ status }) => status)).toEqual([200, 400, 400, 401, 404, 405, 415]);
      const ids = answers.map(({ headers }) => headers.get("x-request-id"));
      expect(ids).toEqual(ids.map(() => expect.stringMatching(/^[0-9a-f]{32}$/)));
      expect(new Set(ids).size).toBe(ids.length);
      expect(await answers[2]?.json()).toEqual(errors.notSupported.body);
    },
  ));

test("Prism refuses a request that breaks the contract, and nothing is done", () =>
  withSimulator({}, async (simulator, ask) => {
    const before = simulator.executions();
    expect((await ask("POST", operation("failing", "failed", "repeat", "run script/1"))).status).toBeGreaterThanOrEqual(400);
    expect((await ask("POST", "/workflow-list", { size: 101, sort_field: "create_time", sort_type: "ASC" })).status).toBeGreaterThanOrEqual(
      400,
    );
    const anonymous = await fetch(`${simulator.url}/v1/${projectId}/cms${executions("failing")}`, { method: "POST" });
    expect(anonymous.status).toBe(401);
    expect(simulator.executions()).toEqual(before);
  }));

test("a caller without a permission is refused, one with wrong credentials too, and nothing is done", async () => {
  await withSimulator({ permissions: ["cms:execution:get"] }, async (simulator, ask) => {
    const before = simulator.executions();
    const forbidden = { status: 403, body: { error_code: "AOM.0403" } };
    expect(await ask("POST", operation("failing", "failed", "restart", "run script/1"))).toMatchObject(forbidden);
    expect(await ask(...list())).toMatchObject(forbidden);
    expect((await ask("GET", executions("failing"))).status).toBe(200);
    expect(simulator.executions()).toEqual(before);
  });
  await withSimulator({ permissions: () => undefined }, async (_, ask) => {
    expect(await ask("GET", executions("failing"))).toMatchObject({ status: 401, body: { error_code: "AOM.31009004" } });
  });
});

test("a response that breaks the contract is a 500 that names the place", () =>
  withSimulator({ seed: { workflows: [{ id: "w", name: "n", nodes: [], tags: "x" as never }] } }, async (_, ask) => {
    const { status, body } = await ask(...list());
    expect(status).toBe(500);
    expect(body).toMatchObject({ type: "ANSWER_AGAINST_CONTRACT", detail: expect.stringContaining("tags") });
  }));

const faults: [Fault, "done" | "not done"][] = [
  [{ kind: "reset-before-reading" }, "not done"],
  [{ kind: "reset-after-reading" }, "done"],
  [{ kind: "close-after-reading" }, "done"],
  [{ kind: "reset-mid-body" }, "done"],
  [{ kind: "html", status: 502 }, "done"],
  [{ kind: "html", status: 403 }, "not done"],
  [{ kind: "html", status: 408 }, "done"],
  [{ kind: "json", status: 499, value: {} }, "done"],
  [{ kind: "throttled" }, "not done"],
  [{ kind: "gateway-unavailable" }, "not done"],
];

test.each(faults)("with the fault %o a request is %s", (fault, what) =>
  withSimulator({ faults: fault }, async (simulator, ask) => {
    await ask("POST", operation("failing", "failed", "restart", "run script/1")).catch(() => undefined);
    const done = what === "done";
    expect(find(simulator, "failed")?.begun).toEqual({ "run script/1": done ? 2 : 1 });
    expect(simulator.requests.some(({ mayHaveBeenProcessed }) => mayHaveBeenProcessed)).toBe(done);
  }),
);

test("someone else acts, and an execution disappears, between two requests of the client", () =>
  withSimulator({}, async (simulator, ask) => {
    expect(simulator.act({ action: "skip", executionId: "failed", nodeId: "run script/1" })).toBe("failed");
    expect(await ask("POST", operation("failing", "failed", "skip", "run script/1"))).toMatchObject(notSupported);
    expect(simulator.act({ action: "restart", executionId: "failed", nodeId: "run script/1" })).toBeUndefined();
    expect(simulator.act({ action: "approve", executionId: "waiting" })).toBe("waiting");
    expect(find(simulator, "waiting")?.state).toBe("running");
    expect(find(simulator, simulator.act({ action: "execute", workflowId: "idle" }) as string)?.history).toMatchObject([
      { by: "operator" },
    ]);
    simulator.forget("failed");
    expect(await ask("GET", detail("failing", "failed"))).toMatchObject(notFound);
    expect((await ask("GET", executions("failing"))).body).toHaveLength(1);
  }));

test("a request whose response is lost takes effect minutes later, if the state then allows it", async () => {
  const late = workflows.map((workflow) => ({ ...workflow, actsLate: 300_000 }));
  await withSimulator({ seed: { workflows: late }, faults: { kind: "close-after-reading" } }, async (simulator, ask) => {
    for (const action of ["restart", "skip"])
      await ask("POST", operation("failing", "failed", action, "run script/1")).catch(() => undefined);
    simulator.advance(299_999);
    expect(find(simulator, "failed")?.history).toHaveLength(1);
    simulator.advance(1);
    expect(find(simulator, "failed")?.history).toMatchObject([{}, { action: "restart", by: "request", at: simulator.now() }]);
  });
});

/** What reads show after a restart of the node that failed: the word of the execution, and each entry of the node. */
async function readings(reads: ReadingSeed, count: number): Promise<unknown[]> {
  const seen: unknown[] = [];
  const seed = { workflows: workflows.map((workflow) => ({ ...workflow, reads })) };
  await withSimulator({ seed }, async (simulator, ask) => {
    simulator.advance(5);
    expect(simulator.act({ action: "restart", executionId: "failed", nodeId: "run script/1" })).toBe("failed");
    simulator.advance(10);
    for (let reading = 0; reading < count; reading++) {
      const { body } = await ask("GET", detail("failing", "failed"));
      const runs = body.execution_result_list.map(({ function_execution_id, status, end_time }: any) =>
        [function_execution_id[0], status, end_time && end_time - Date.UTC(2026, 0, 1)].join(" ").trim(),
      );
      seen.push([body.execution_id, body.status, ...runs]);
    }
  });
  return seen;
}
const [lagging, fresh] = [
  ["failed", "fail", "2 running"],
  ["failed", "running", "2 running"],
];
const old = ["failed", "fail", "1 fail -49000"];

test.each<[ReadingSeed, unknown[]]>([
  [{ lag: { readings: 2, shows: "word" } }, [lagging, lagging, fresh]],
  [{ lag: { readings: 1, shows: "no-node" } }, [["failed", "fail"], fresh]],
  [{ lag: { readings: 1, shows: "no-status" } }, [["failed", "fail", "2"], fresh]],
  [{ lag: { readings: 1, shows: "old-run" } }, [["failed", "fail", "1 fail 5"], fresh]],
  [{ replica: { every: 2, behind: { ms: 12 } } }, [fresh, old, fresh]],
  [{ replica: { every: 2, behind: { ms: 10 } } }, [fresh, fresh]],
  [{ replica: { every: 1, behind: { actions: 1 } } }, [old, old]],
  [{ runs: "all" }, [["failed", "running", "1 fail -49000", "2 running"]]],
  [{ runs: "all", order: "newest-first" }, [["failed", "running", "2 running", "1 fail -49000"]]],
  [
    { runs: "all", order: "changing" },
    [
      ["failed", "running", "1 fail -49000", "2 running"],
      ["failed", "running", "2 running", "1 fail -49000"],
    ],
  ],
  [{ mixedUp: { every: 2 } }, [fresh, ["old", "success", expect.any(String)]]],
])("readings with %o differ from the execution's real state", async (reads, expected) => {
  expect(await readings(reads, expected.length)).toEqual(expected);
});

test("answers say the time of the simulator, so that it can be compared with the times in them", () =>
  withSimulator({}, async (simulator) => {
    simulator.advance(61_000);
    const answer = await fetch(`${simulator.url}/v1/${projectId}/cms${executions("failing")}`, { headers: { "X-Auth-Token": "token" } });
    expect(answer.headers.get("date")).toBe("Thu, 01 Jan 2026 00:01:01 GMT");
  }));

test.each([
  [undefined, "success"],
  ["fail", "fail"],
] as const)("a skipped node says what its workflow says: with %s it is %s", (skippedSays, status) =>
  withSimulator(
    { seed: { workflows: workflows.map((workflow) => ({ ...workflow, ...(skippedSays && { skippedSays }) })) } },
    async (_, ask) => {
      await ask("POST", operation("failing", "failed", "skip", "run script/1"));
      expect((await ask("GET", detail("failing", "failed"))).body.execution_result_list).toMatchObject([{ status }, { status: "running" }]);
    },
  ),
);

test("time stands still until it is advanced, or follows the real clock", async () => {
  await withSimulator({ start: 1_000_000 }, async (simulator) => {
    simulator.advance(5);
    expect(simulator.now()).toBe(1_000_005);
    expect(() => simulator.advance(-1)).toThrow(RangeError);
  });
  await withSimulator({ clock: "real" }, async (simulator) => {
    const before = simulator.now();
    expect(Math.abs(before - Date.now())).toBeLessThan(60_000);
    await expect.poll(() => simulator.now()).toBeGreaterThan(before);
  });
});

test("a seed that cannot be played is reported in one sentence", async () => {
  const node = { id: "n" };
  await expect(startSimulator({ seed: { workflows: [{ id: "w", name: "w", nodes: [node, node] }] } })).rejects.toThrow(
    "Two nodes of w have the id n.",
  );
  await expect(startSimulator({ seed: { workflows: [{ id: "w", name: "w", nodes: [{ ...node, ends: ["h"] }] }] } })).rejects.toThrow(
    "The node n fails on h, which is not one of its hosts.",
  );
  await expect(
    startSimulator({ seed: { workflows: [{ id: "w", name: "w", nodes: [{ ...node, after: ["m"] }, { id: "m" }] }] } }),
  ).rejects.toThrow("The node n comes after m, which is not listed before it.");
});

test("the default world has executions in the states that operators see, and its responses satisfy the contract", async () => {
  const simulator = await startSimulator();
  try {
    const states = ["failed", "success", "pausing", "waitApproval", "running", "success", "failedOnHosts"];
    expect(simulator.executions().map(({ state }) => state)).toEqual(states);
    for (const { workflowId, executionId } of simulator.executions()) {
      const path = `/v1/${projectId}/cms${detail(workflowId, executionId)}`;
      expect((await fetch(simulator.url + path, { headers: { "X-Auth-Token": "token" } })).status).toBe(200);
    }
  } finally {
    await simulator.close();
  }
});

test("ten thousand executions are listed in one response that satisfies the contract", () =>
  withSimulator({ seed: manyExecutions(10_000) }, async (_, ask) => {
    const { status, body } = await ask("GET", executions("load-1"));
    expect(status).toBe(200);
    expect(body).toHaveLength(10_000);
    expect(body.filter((one: any) => one.status === "fail")).toHaveLength(1000);
  }));
