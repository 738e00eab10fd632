import type { RequestListener } from "node:http";
import { beforeEach, describe, expect, test } from "vitest";
import { answering, loopback } from "./loopback.ts";
import { runCli } from "./run-cli.ts";
import { type HereOptions, runHere } from "./run-here.ts";

interface Execution {
  readonly execution_id: string;
  readonly status: string;
  readonly execution_result_list: readonly object[];
}

const workflows = { a: "a".repeat(32), b: "b".repeat(32), other: "c".repeat(32) };

function execution(id: string, status: string, ...nodes: readonly (readonly [id: string, status: string])[]): Execution {
  const results = nodes.map(([node_id, status]) => ({ node_id, status, begin_time: 1767229201000, function_execution_id: node_id }));
  return { execution_id: id, status, execution_result_list: results };
}

const failed = "6f2c1d34-9f5b-4a0c-8a3e-0f6f5f8a7b21";
const parallel = "7a00aaaa-9f5b-4a0c-8a3e-0f6f5f8a7b21";
const paused = "7a00bbbb-9f5b-4a0c-8a3e-0f6f5f8a7b21";
const running = "6f2caaaa-9f5b-4a0c-8a3e-0f6f5f8a7b21";
const done = "6f2cbbbb-9f5b-4a0c-8a3e-0f6f5f8a7b21";

const executions: Readonly<Record<string, readonly Execution[]>> = {
  [workflows.a]: [
    execution(failed, "fail", ["build", "success"], ["deploy", "fail"]),
    execution(running, "executing", ["deploy", "executing"]),
  ],
  [workflows.b]: [
    execution(parallel, "fail", ["east", "fail"], ["west", "fail"]),
    execution(paused, "pausing", ["approve", "pausing"]),
    execution(done, "success", ["deploy", "success"]),
  ],
  [workflows.other]: [],
};
const names = { [workflows.a]: "nightly", [workflows.b]: "release", [workflows.other]: "release" };

let broken: string | undefined;
let unlisted = 0;
let state: Execution | undefined;
beforeEach(() => {
  state = undefined;
  broken = undefined;
  unlisted = 0;
});

const service: RequestListener = (request, response) => {
  const { pathname } = new URL(request.url ?? "", "http://localhost");
  const [, id = "", execution] = /workflow\/([^/]+)\/executions(?:\/([^/]+))?/.exec(pathname) ?? [];
  if (id !== "" && id === broken) return answering(403, { error_code: "APIGW.0101", error_msg: "no" })(request, response);
  const latest = { status: "fail", last_execution_start_time: 1767229201000 };
  const elements = Object.entries(names).map(([id, name]) => ({ id, name, ...(id === workflows.other && latest) }));
  const body = pathname.endsWith("/workflow-list")
    ? { elements, total_elements: elements.length + unlisted }
    : pathname.endsWith("/status")
      ? (state ?? executions[id]?.find(({ execution_id }) => execution_id === execution))
      : request.method === "GET"
        ? executions[id]
        : { result: "success", execution_id: "new" };
  answering(body === undefined ? 404 : 200, body ?? { error_code: "AOM.31001306", error_msg: "not exist" })(request, response);
};

/** Runs a command at the service. Whoever can be asked says yes. */
async function call(argv: readonly string[], canAsk = false, meanwhile = () => {}) {
  await using server = await loopback(service);
  const questions: string[] = [];
  const ask = async (question: string) => {
    questions.push(question);
    meanwhile();
    return "y";
  };
  const host: HereOptions["host"] = { terminal: { canAsk, canDraw: false, columns: 80, status() {}, ask } };
  const end = await runHere([...argv, "--endpoint", server.url], { host });
  const paths = server.requests.map(({ method, url }) => `${method} ${url?.replace(/^.*\/cms\//, "")}`);
  return { ...end, questions, reads: paths.filter((path) => path.startsWith("GET")).length, sent: paths.filter(isSent) };
}

const isSent = (path: string) => path.startsWith("POST") && !path.includes("workflow-list");
const sentTo = (workflow: string, execution: string, action: string, node: string) => [
  `POST workflow/${workflow}/executions/${execution}/operation?action=${action}&node_id=${node}`,
];

describe("an execution by the beginning of its id", () => {
  test("is shown with its node, and restarted after a yes", async () => {
    const { code, questions, sent } = await call(["restart", "6F2C"], true);
    expect({ code, sent }).toEqual({ code: 0, sent: sentTo(workflows.a, failed, "restart", "deploy") });
    expect(questions).toEqual([
      expect.stringMatching(
        /^About to restart node deploy\n {2}of execution 6f2c1d34-[\s\S]*nightly: failed \(fail\).* The node deploy failed\.\nRestart it\? \[y\/N\] $/,
      ),
    ]);
  });

  test("without a terminal sends nothing unless --yes is given", async () => {
    const { code, sent, stderr } = await call(["restart", "6f2c", "--wait"]);
    expect({ code, sent }).toEqual({ code: 2, sent: [] });
    const [, command = ""] = /^Found: node deploy .*\.\nRestart requires confirmation: (aom-workflow restart .*)\n/.exec(stderr) ?? [];
    expect(command).toMatch(
      new RegExp(`^aom-workflow restart --wait --endpoint \\S+ --workflow ${workflows.a} --execution ${failed} --node deploy --yes$`),
    );
    expect(await call(["restart", "6f2c", "--no-input"], true)).toMatchObject({ code: 2, sent: [] });
    expect(await call(["restart", "6f2c1d34", "--yes"])).toMatchObject({ code: 0, sent: sentTo(workflows.a, failed, "restart", "deploy") });
    expect((await call(["stop", "6f2ca"])).stderr).toContain("(executing).\nStop requires confirmation: aom-workflow stop");
  });

  test("must be long enough to mean the same tomorrow: 4 characters, 8 with --yes", async () => {
    expect(await call(["continue", "7a0"], true)).toMatchObject({
      code: 2,
      sent: [],
      questions: [],
      stderr: expect.stringContaining('"7a0" is too short: give at least 4 characters of the id.'),
    });
    expect(await call(["restart", "6f2c1d3", "--yes"])).toMatchObject({
      code: 2,
      sent: [],
      stderr: expect.stringContaining('"6f2c1d3" is too short: with --yes, give at least 8 characters of the id.'),
    });
  });

  test("of nothing is exit code 2", async () => {
    const { code, sent, stderr } = await call(["restart", "ffff", "--yes"]);
    expect({ code, sent }).toEqual({ code: 2, sent: [] });
    expect(stderr).toContain('No execution has an id that begins with "ffff".');
  });

  test("of an execution that the action is not for says its state and shows it: exit code 5", async () => {
    const refusals = [
      ["restart", running, "nightly: running (executing)", "the state of this one is running"],
      ["restart", done, "release: succeeded (success)", "the state of this one is succeeded"],
      ["continue", failed, "nightly: failed (fail)", "the state of this one is failed"],
      ["stop", done, "release: succeeded (success)", "The execution has ended already"],
    ] as const;
    for (const [action, id, is, why] of refusals)
      for (const form of [["--yes"], ["--dry-run"]]) {
        const { code, sent, stderr } = await call([action, id.slice(0, 8), ...form]);
        expect({ code, sent }).toEqual({ code: 5, sent: [] });
        expect(stderr.replaceAll("\n", " ")).toMatch(
          new RegExp(`^${is.replace(/[()]/g, "\\$&")}.*${why}.* Attempted: ${action} execution ${id}`),
        );
        expect(stderr).toMatch(new RegExp(`\nTo see it: aom-workflow show --workflow \\w+ --execution ${id} `));
      }
  });

  test("of several picks the one that the action is for", async () => {
    expect(await call(["restart", "7a00"], true)).toMatchObject({ stderr: expect.stringContaining("waits at 2 nodes") });
    expect(await call(["continue", "7a00"], true)).toMatchObject({ code: 0, sent: sentTo(workflows.b, paused, "continue", "approve") });
  });

  test("of several lists them", async () => {
    const { code, sent, stderr } = await call(["stop", "7a00", "--yes"]);
    expect({ code, sent }).toEqual({ code: 2, sent: [] });
    expect(stderr).toMatch(
      /^2 executions have an id that begins with "7a00": give more of it\.\n {2}7a00aaaa-\S+ {2}release: failed.*\n {2}7a00bbbb-\S+ {2}release: paused/,
    );
  });

  test("as a table cut it is refused with what to give instead", async () => {
    const { code, stderr, reads } = await call(["restart", "6f2c1d…", "--yes"]);
    expect({ code, reads, stderr }).toMatchObject({ code: 2, reads: 0, stderr: expect.stringContaining("give what is before them") });
  });

  test("at more nodes than one has to name one", async () => {
    const several = await call(["restart", "7a00aaaa", "--yes"]);
    expect(several).toMatchObject({
      code: 2,
      sent: [],
      stderr: expect.stringMatching(/waits at 2 nodes: name one with --node\.\n.*east.*\n.*west/),
    });
    for (const argv of [["7a00aaaa/west"], ["7a00aaaa", "-n", "west"]])
      expect(await call(["restart", ...argv, "--yes"])).toMatchObject({ code: 0, sent: sentTo(workflows.b, parallel, "restart", "west") });
  });

  test("at a node that the action is not for is refused by the state: exit code 5", async () => {
    expect(await call(["restart", paused, "--yes"])).toMatchObject({
      code: 5,
      sent: [],
      stderr: expect.stringContaining("Restart requires"),
    });
    expect(await call(["continue", "7a00bbbb", "--yes"])).toMatchObject({
      code: 0,
      sent: sentTo(workflows.b, paused, "continue", "approve"),
    });
  });

  test("stop takes what runs, show what has ended as well", async () => {
    expect(await call(["stop", "6f2caaaa", "--yes"])).toMatchObject({
      code: 0,
      sent: [`POST workflow/${workflows.a}/executions/${running}/terminate`],
    });
    expect((await call(["show", "6f2cb"])).stdout).toContain(done);
  });

  test("of a list that lacks workflows is not taken for the only one by a program", async () => {
    unlisted = 1;
    const { code, stderr, sent } = await call(["restart", "6f2c1d34", "--yes"]);
    expect({ code, sent }).toEqual({ code: 2, sent: [] });
    expect(stderr).toContain('The list is incomplete, and another execution may have an id that begins with "6f2c1d34"');
  });

  test("where a list cannot be read says so, and is not taken for the only one by a program", async () => {
    broken = workflows.b;
    const { code, sent, stderr } = await call(["restart", "6f2c1d34", "--yes"]);
    expect({ code, sent }).toEqual({ code: 2, sent: [] });
    expect(stderr).toMatch(
      /Could not read the executions of workflow b+\.[\s\S]*another execution may have an id that begins with "6f2c1d34"/,
    );
    expect(await call(["restart", failed, "--yes"])).toMatchObject({ code: 0, sent: sentTo(workflows.a, failed, "restart", "deploy") });
  });
});

test("what the service refuses by the state is followed by the command that shows it", async () => {
  const refused = answering(400, { error_code: "AOM.31001418", error_msg: "The task does not support the current operation." });
  await using server = await loopback((request, response) => (request.url?.endsWith("/terminate") ? refused : service)(request, response));
  const { code, stderr } = await runHere(["stop", "6f2c1d34", "--yes", "--endpoint", server.url]);
  expect({ code, stderr }).toEqual({
    code: 5,
    stderr: expect.stringMatching(new RegExp(`\nTo see it: aom-workflow show --workflow ${workflows.a} --execution ${failed} `)),
  });
});

describe("a node that is named", () => {
  test("is refused before the question where the action is not for it, and the right one is proposed", async () => {
    for (const argv of [
      ["restart", "6f2c/deplo"],
      ["skip", "-w", workflows.a, "-e", failed, "-n", "deplo"],
    ])
      expect(await call(argv, true)).toMatchObject({
        code: 5,
        sent: [],
        questions: [],
        stderr: expect.stringMatching(/failed at the node deploy, not at deplo\. Did you mean deploy\?[\s\S]*To see it: aom-workflow show/),
      });
    expect(await call(["restart", "6f2c/deplo", "--no-check"], true)).toMatchObject({ code: 0 });
  });
});

test.for([
  ["restart", "6f2c"],
  ["skip", "-w", workflows.a, "-e", failed, "-n", "deploy"],
])("an action whose node failed again while the question was open is not sent: %j", async (argv) => {
  const later = execution(failed, "fail", ["build", "success"], ["deploy", "fail"]);
  const again = { node_id: "deploy", status: "fail", begin_time: 1767229209000, function_execution_id: "again" };
  const changed = { ...later, execution_result_list: [...later.execution_result_list, again] };
  const { code, questions, sent, stderr } = await call(argv, true, () => {
    state = changed;
  });
  expect({ code, asked: questions.length, sent }).toEqual({ code: 5, asked: 1, sent: [] });
  expect(stderr).toMatch(/^The node deploy has run again since it was shown\. Nothing was sent\.\n[\s\S]*To see it: aom-workflow show/);
});

test("Ctrl-C while lists are read is an interruption, and claims nothing about them", async () => {
  await using server = await loopback((request, response) => {
    if (request.method === "POST") return service(request, response);
    interruption.abort("SIGINT");
  });
  const interruption = new AbortController();
  const end = await runHere(["restart", "6f2c", "--endpoint", server.url], { host: { signal: interruption.signal } });
  expect(end).toMatchObject({ code: 130, stderr: expect.stringMatching(/^Interrupted\..*\n(Attempted: .*\n)?$/) });
});

describe("ids that are given whole by flag", () => {
  test("cause no look-up", async () => {
    const ids = ["-w", workflows.a, "-e", failed, "-n", "deploy"];
    expect(await call(["restart", ...ids, "--no-check"])).toMatchObject({ code: 0, reads: 0, questions: [] });
    expect(await call(["restart", ...ids])).toMatchObject({ code: 0, reads: 1, sent: sentTo(workflows.a, failed, "restart", "deploy") });
    expect(await call(["run", "-w", workflows.a])).toMatchObject({ code: 0, reads: 0, sent: [`POST workflow/${workflows.a}/executions`] });
  });

  test("but for the node, which is read", async () => {
    expect(await call(["restart", "-w", workflows.a, "-e", failed])).toMatchObject({ code: 2, sent: [], reads: 1 });
    expect(await call(["restart", "-w", workflows.a, "-e", failed, "-y"])).toMatchObject({
      code: 0,
      sent: sentTo(workflows.a, failed, "restart", "deploy"),
    });
  });
});

describe("a workflow by its name, and an execution by the beginning of its id, that are given by flag", () => {
  test.for([
    ["-w", "nightly", "-e", failed, "-n", "deploy"],
    ["-w", "nightly", "-e", failed],
    ["-w", "nightly", "-e", "6f2c1d34"],
    ["-w", workflows.a, "-e", "6f2c1d34", "-n", "deploy"],
  ])("are looked up where the service has no such ids: %j", async (ids) => {
    const sent = sentTo(workflows.a, failed, "restart", "deploy");
    const asked = await call(["restart", ...ids], true);
    expect(asked).toMatchObject({
      code: 0,
      sent,
      questions: [expect.stringContaining(`of execution ${failed}\n  of workflow ${workflows.a}`)],
    });
    expect(await call(["restart", ...ids, "--yes"])).toMatchObject({ code: 0, sent });
    expect(await call(["restart", ...ids])).toMatchObject({ code: 2, sent: [], stderr: expect.stringContaining("requires confirmation") });
    expect((await call(["show", ...ids.slice(0, 4)])).stdout).toContain(failed);
  });

  test("are as unknown as they are where nothing fits: exit code 5", async () => {
    for (const ids of [
      ["-w", "w1", "-e", failed],
      ["-w", "nightly", "-e", "e1"],
    ])
      for (const command of [
        ["restart", ...ids, "-n", "deploy", "--yes"],
        ["show", ...ids],
      ])
        expect(await call(command)).toMatchObject({ code: 5, sent: [], stderr: expect.stringContaining("AOM.31001306") });
  });

  test("are named where nothing fits", async () => {
    const restart = ["restart", "-w", "w1", "-e", "e1", "-n", "deploy", "--yes"];
    expect((await call(restart)).stderr).toContain("Attempted: restart node deploy of execution e1 of workflow w1 at http");
    expect((await call(["show", "-w", "w1", "-e", "e1"])).stderr).toContain("Attempted: show execution e1 of workflow w1 at http");
    const document = JSON.parse((await call([...restart, "--json"])).stdout);
    expect(document).toMatchObject({ action: "restart", workflowId: "w1", executionId: "e1", nodeId: "deploy" });
  });

  test("are shown in one question", async () => {
    const { code, questions } = await call(["stop", "-w", "nightly", "-e", "6f2caaaa"], true);
    expect({ code, asked: questions.length }).toEqual({ code: 0, asked: 1 });
  });
});

describe("a workflow by its name", () => {
  test("is looked up, shown and confirmed", async () => {
    expect(await call(["run", "-w", "nightly"])).toMatchObject({ code: 2, sent: [] });
    const { code, questions, sent } = await call(["run", "-w", "nightly"], true);
    expect({ code, sent }).toEqual({ code: 0, sent: [`POST workflow/${workflows.a}/executions`] });
    expect(questions).toEqual([expect.stringMatching(/nightly is workflow a{32}\.\nStart it\? \[y\/N\] $/)]);
    expect((await call(["executions", "-w", "nightly"])).stdout).toContain(failed);
    expect((await call(["stopped", "-w", "nightly"])).stdout).toContain(failed);
  });

  test("of two workflows lists them, of none says so", async () => {
    const two = await call(["run", "-w", "release", "--yes"]);
    expect(two).toMatchObject({
      code: 2,
      sent: [],
      stderr: expect.stringMatching(
        /2 workflows are called "release": give the id of one\.\n {2}b+ {2}never started\n {2}c+ {2}failed \(fail\), last started 20\S+ \d\d:\d\d/,
      ),
    });
    expect((await call(["stopped", "-w", "release", "--json", "--query", "stopped[].nodeId"])).stdout).toBe('["east","west","approve"]\n');
    expect(await call(["run", "-w", "nigthly", "--yes"])).toMatchObject({
      code: 2,
      sent: [],
      stderr: expect.stringContaining('No workflow has the name or id "nigthly".'),
    });
  });
});

test("a token that comes by a pipe is read once, for the look-up and the call", async () => {
  await using server = await loopback(service);
  // The files of the bundle, which are loaded one after the other, share no modules.
  const end = await runCli(["restart", "6f2c1d34", "--yes", "--token-file", "-", "--endpoint", server.url], {
    input: "MIIEtokenOfThePipe01",
  });
  expect(end).toMatchObject({ code: 0, stderr: expect.not.stringContaining("is empty") });
  expect(new Set(server.requests.map(({ headers }) => headers["x-auth-token"]))).toEqual(new Set(["MIIEtokenOfThePipe01"]));
});

test("the state of an execution is where that of a list has it, for --query", async () => {
  expect(await call(["show", failed, "--query", "state"])).toMatchObject({ code: 0, stdout: "failed\n" });
});

test("--watch on a terminal shows how long a node has run, again with each reading, and a clock below", async () => {
  const node = { node_id: "deploy", status: "executing", begin_time: Date.now() - 65_000, end_time: 0, function_execution_id: "run" };
  const body = { ...execution("e1", "executing"), workflow_id: workflows.a, execution_result_list: [node] };
  await using server = await loopback(answering(200, body));
  const drawn: (string | undefined)[] = [];
  const terminal = { canAsk: false, canDraw: true, columns: 80, status: (text?: string) => drawn.push(text), ask: async () => "" };
  const watch = ["show", "-w", workflows.a, "-e", "e1", "--watch", "--watch-timeout", "3", "--endpoint", server.url];
  const { code, stdout } = await runHere(watch, { columns: 100, host: { terminal } });
  const screens = stdout.split("\x1b[2J").slice(1);
  expect(code).toBe(8);
  // A reading each two seconds, and perhaps one more at the end.
  expect([2, 3]).toContain(screens.length);
  for (const screen of screens) expect(screen).toMatch(/ deploy .* 1 min \d s\n/);
  expect(screens[0]).not.toBe(screens[1]);
  expect(drawn.findLast((text) => text !== undefined)).toMatch(/ Watching … [23]\.\d s$/);
});

describe("run", () => {
  test("names the execution that it began, and the command that shows it", async () => {
    const { stdout } = await call(["run", "-w", workflows.a]);
    expect(stdout).toMatch(/\nExecution: new\nTo see it: aom-workflow show --workflow a{32} --execution new --endpoint \S+\n$/);
    const json = JSON.parse((await call(["run", "-w", workflows.a, "--json"])).stdout);
    expect(json).toMatchObject({ executionId: "new", commands: { show: expect.stringContaining("--execution new") } });
  });

  test.for([
    ["success", 0, "The execution has ended: succeeded (success).\n"],
    ["fail", 9, "The execution has stopped: failed (fail).\n\nThe node deploy failed.\nWhat you could do:\n  aom-workflow restart "],
    ["executing", 8, "The wait timed out; the state is running (executing)."],
  ] as const)("--wait until it is %s ends with exit code %i", async ([status, code, says]) => {
    const begun = { ...execution("new", status, ["deploy", status]), workflow_id: workflows.a };
    await using server = await loopback((request, response) =>
      answering(200, request.method === "GET" ? begun : { execution_id: "new" })(request, response),
    );
    const end = await runHere([
      "run",
      "-w",
      workflows.a,
      "--endpoint",
      server.url,
      "--wait",
      "--wait-timeout",
      status === "fail" ? "5" : "1",
    ]);
    expect(end).toMatchObject({ code, stdout: expect.stringContaining(says) });
    expect(server.requests.filter(({ method }) => method === "POST")).toHaveLength(1);
  });

  test.for([
    [
      "lists what has begun since",
      1,
      /\n1 execution of the workflow has started since, by this call or another: new \(20.*Z, running\)\.\n/,
    ],
    ["does not take that nothing has begun for proof", 0, /\nNo execution of the workflow has started since, which proves nothing: .*\n/],
  ] as const)("whose answer is lost %s, and names the command to look", async ([, count, says]) => {
    const old = { ...execution("old", "fail"), begin_time: Date.now() - 60_000 };
    let begun: readonly object[] = [];
    await using server = await loopback((request, response) => {
      if (request.method === "GET") return answering(200, [...begun, old])(request, response);
      if (count > 0) begun = [{ ...execution("new", "executing"), begin_time: Date.now() }];
      request.socket.destroy();
    });
    const run = ["run", "-w", workflows.a, "--endpoint", server.url];
    const [{ code, stdout, stderr }, json] = await Promise.all([runHere(run), runHere([...run, "--json"])]);
    expect({ code, stdout }).toEqual({ code: 6, stdout: "" });
    expect(stderr).toMatch(says);
    expect(stderr).toMatch(/\nLook first: aom-workflow executions --workflow a{32} --endpoint \S+\n$/);
    expect(JSON.parse(json.stdout)).toMatchObject({
      error: { outcome: "unknown" },
      resolution: { outcome: "unknown", begun: count === 0 ? [] : [{ executionId: "new", state: "running" }] },
      commands: { executions: expect.stringMatching(/^aom-workflow executions --workflow a{32} /) },
    });
    expect(server.requests.filter(({ method }) => method === "POST")).toHaveLength(2);
  });

  test.for([
    [["--wait", "--wait-timeout", "soon"], '--wait-timeout must be a number of seconds from 0.001 to 2147483, such as 30; it is "soon".'],
    [["--wait-timeout", "5"], "--wait-timeout requires --wait."],
  ] as const)("%j is refused before it begins an execution", async ([options, says]) => {
    const { code, stderr, sent } = await call(["run", "-w", workflows.a, ...options]);
    expect({ code, sent }).toEqual({ code: 2, sent: [] });
    expect(stderr).toContain(says);
  });
});
