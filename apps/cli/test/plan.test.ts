import { truncateSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { keyOf } from "@aom-workflow/plan";
import { loadPlan, openJournal } from "@aom-workflow/plan/node";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { json, type Loopback, loopback } from "../../../tools/lab/servers.ts";
import { environment } from "./fixtures.ts";
import { runHere } from "./run-here.ts";

/** What becomes of a request that acts: done, refused with a status, or its answer is lost before it was done. */
type Fate = "done" | "lost" | number;

let home: string;
let service: Loopback;
/** When the runs of the node of each execution began. */
let runs: Map<string, readonly number[]>;
let fateOf: (execution: string, request: number) => Fate;
let sent: string[];

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "aom-workflow-"));
  [runs, sent, fateOf] = [new Map(), [], () => "done"];
  service = await loopback(({ url, socket }, response) => {
    const id = /\/executions\/([^/?]+)/.exec(url)?.[1] ?? "";
    if (url.endsWith("/workflow-list")) return json(response, 200, { elements: [{ id: "w1", name: "nightly" }], total_elements: 1 });
    if (url.endsWith("/status")) return json(response, 200, execution(id), { date: new Date().toUTCString() });
    if (!url.includes("/operation?")) return json(response, 200, [...runs.keys()].map(execution));
    const fate = fateOf(id, sent.push(id));
    if (fate === "lost") return socket.destroy();
    if (fate !== "done") return json(response, fate, { error_code: "AOM.1", error_msg: "no" });
    act(id);
    return json(response, 200, { result: "success" });
  });
});
afterEach(async () => {
  await service.close();
  await rm(home, { recursive: true });
});

const begunAt = Date.now() - 60_000;

/** An execution whose node failed with its first run, and ended well with any other. */
function execution(id: string): object {
  const begun = runs.get(id) ?? [];
  const status = begun.length === 1 ? "fail" : "success";
  const result = { node_id: "deploy", status, begin_time: begun.at(-1), function_execution_id: `${id}-${begun.length}` };
  return { execution_id: id, workflow_id: "w1", status, begin_time: begunAt, execution_result_list: [result] };
}

function act(id: string): void {
  runs.set(id, [...(runs.get(id) ?? []), Date.now()]);
}

function failed(count: number): void {
  for (let number = 1; number <= count; number++) runs.set(`e${number}`, [begunAt]);
}

const cli = (argv: readonly string[], options: Parameters<typeof runHere>[1] = {}) =>
  runHere(argv, { ...options, env: { HOME: home, XDG_STATE_HOME: home, AOM_WORKFLOW_ENDPOINT: service.url, ...options.env } });

/** Plans a restart of what stopped. @returns the id of the plan */
async function planned(...argv: readonly string[]): Promise<string> {
  const end = await cli(["plan", "restart", ...argv, "--json"]);
  expect(end).toMatchObject({ code: 0 });
  return JSON.parse(end.stdout).plan;
}

/** A person at a terminal who types this. */
const typing = (answer: string, questions: string[] = []) => ({
  host: {
    terminal: {
      ...{ canAsk: true, canDraw: false, columns: 80, status() {} },
      ask: async (question: string) => {
        questions.push(question);
        return answer;
      },
    },
  },
});

const documentOf = ({ stdout }: { readonly stdout: string }) => JSON.parse(stdout) as Record<string, unknown>;

describe("plan, apply, and apply again", () => {
  test("each execution is restarted once, and the second time nothing is sent", async () => {
    failed(3);
    const end = await cli(["plan", "restart", "--node", "deploy", "--reason", "INC-1"]);
    expect(end).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^Plan \w{6}: 3 planned \(restart\)\nWORKFLOW +EXECUTION +NODE +CAUSE\n/),
    });
    expect(sent).toEqual([]);
    const [, id = ""] = /\nNothing was sent\. To apply it: aom-workflow apply (\w{6})\n$/.exec(end.stdout) ?? [];
    expect(await cli(["apply", id, "--yes"])).toEqual({
      code: 0,
      stderr: "",
      stdout: `Plan ${id}: 3 planned. Sent now: 3.\n    3  applied\n`,
    });
    expect(await cli(["apply", id])).toMatchObject({ code: 0, stdout: `Plan ${id}: 3 planned. Sent now: 0.\n    3  applied\n` });
    expect(sent.toSorted()).toEqual(["e1", "e2", "e3"]);
  });

  test("a plan is named by its id or its file, and only its owner can read it", async () => {
    failed(1);
    const file = join(home, "plan.jsonl");
    const { plan, path, commands } = documentOf(await cli(["plan", "restart", "--out", file, "--json"]));
    expect({ path, commands }).toEqual({ path: file, commands: { apply: `aom-workflow apply ${file}` } });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await cli(["apply", String(plan), "--yes"])).toMatchObject({ code: 2, stderr: expect.stringMatching(/no plan with this id/) });
    expect(await cli(["apply", file, "--yes"])).toMatchObject({ code: 0 });
  });

  test("what is in doubt is named by a later plan, which leaves it out unless it may be done twice", async () => {
    failed(2);
    fateOf = (id) => (id === "e1" ? "lost" : "done");
    expect(await cli(["apply", await planned(), "--yes"])).toMatchObject({ code: 6 });
    const later = await cli(["plan", "restart"]);
    expect(later).toMatchObject({
      code: 0,
      stderr: expect.stringMatching(/^Left out: e1\/deploy\. It is in doubt.*\nNothing else matches\. No plan was made\.\n$/),
    });
    expect(documentOf(await cli(["plan", "restart", "--include-doubt", "--json"]))).toMatchObject({ planned: 1 });
  });
});

describe("--from", () => {
  const line = (executionId: string, more: object = {}) => JSON.stringify({ workflowId: "w1", executionId, nodeId: "deploy", ...more });

  test("takes JSON lines from standard input", async () => {
    failed(3);
    const input = `${line("e3", { action: "restart" })}\n\n${line("e1")}\n`;
    const { actions } = documentOf(await cli(["plan", "restart", "--from", "-", "--json"], { input }));
    expect(actions).toMatchObject([{ executionId: "e3" }, { executionId: "e1" }]);
  });

  test("takes a plan that somebody shortened", async () => {
    failed(3);
    const file = join(home, "plan");
    await cli(["plan", "restart", "--out", file]);
    const lines = (await readFile(file, "utf8")).split("\n");
    await writeFile(file, lines.toSpliced(2, 1).join("\n"));
    expect(await cli(["apply", file, "--yes"])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/was changed .*To plan the rest of it again: aom-workflow plan restart --from \S+plan\n/),
    });
    expect(documentOf(await cli(["plan", "restart", "--from", file, "--json"]))).toMatchObject({ planned: 2 });
    expect(sent).toEqual([]);
  });

  test("takes what stopped prints a line each, and says so of its document", async () => {
    failed(2);
    const [lines, document] = [await cli(["stopped", "--output", "jsonl"]), await cli(["stopped", "--json"])];
    expect(documentOf(await cli(["plan", "restart", "--from", "-", "--json"], { input: lines.stdout }))).toMatchObject({ planned: 2 });
    expect(await cli(["plan", "restart", "--from", "-"], { input: document.stdout })).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^Line 1 .*\. --from takes a plan, or what stopped --output jsonl prints\.\n/),
    });
  });

  test.for(["", "\n \n"])("takes no empty input for a night in which nothing stopped: %j", async (input) => {
    failed(1);
    const end = await cli(["plan", "restart", "--from", "-"], { input });
    expect(end).toMatchObject({ code: 2, stderr: expect.stringMatching(/^The list has no executions\. /) });
    await writeFile(join(home, "empty"), input);
    expect(await cli(["plan", "restart", "--from", join(home, "empty")])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^The list has no executions\. /),
    });
  });

  test("goes with no filter, which it would not obey", async () => {
    const end = await cli(["plan", "restart", "--from", "-", "--node", "deploy"], { input: line("e1") });
    expect(end).toMatchObject({ code: 2, stderr: expect.stringMatching(/^--from and --node cannot be used together\.\n/) });
  });

  test.for([
    ["{", /^Line 2 is not JSON\./],
    ["[]", /^Line 2 is not an object\./],
    ['{"workflowId":"w1","executionId":"e1"}', /^Line 2 has no nodeId\./],
    [line("e1", { action: "skip" }), /^Line 2 has the action "skip", not restart\./],
    [line(".."), /^Line 2 has an executionId that must not be "\.\."/],
    [line("e2"), /^Line 2 names the same node as line 1\./],
    [`{"workflowId":"${"x".repeat(70_000)}"}`, /^Line 2 is longer than 64 KiB\./],
    ['{"schema":"aom-workflow-plan","endpoint":"https://elsewhere","projectId":"p"}', /^Line 2 is the header of a plan for project p/],
  ] as const)("names the line that is wrong: %s", async ([wrong, says]) => {
    failed(3);
    const end = await cli(["plan", "restart", "--from", "-"], { input: `${line("e2")}\n${wrong}\n${line("e3")}\n` });
    expect(end).toMatchObject({ code: 2, stdout: "", stderr: expect.stringMatching(says) });
    expect(service.requests.filter(({ url }) => url.endsWith("/status"))).toEqual([]);
  });
});

test("on a terminal a long plan ends with what to do next, not with a hundred lines", async () => {
  failed(30);
  const { stdout } = await cli(["plan", "restart"], { columns: 80, rows: 24 });
  expect(stdout.trim().split("\n")).toHaveLength(23);
  expect(stdout).toMatch(
    /^Plan \w+: 30 planned .*\nTo see all 30: aom-workflow apply \w+ --dry-run\nNothing was sent\. To apply it: aom-workflow apply \w+\n$/s,
  );
});

describe("is refused before anything is sent", () => {
  afterEach(() => {
    expect(sent).toEqual([]);
  });

  test("a plan of more actions than --max", async () => {
    failed(3);
    const end = await cli(["plan", "restart", "--max", "2"]);
    expect(end).toMatchObject({ code: 2, stderr: expect.stringMatching(/^More than 2 actions were selected\./) });
    expect(await readdir(home)).toEqual([expect.stringMatching("aom-workflow")]);
  });

  test("a plan of nothing, which is not even saved", async () => {
    const end = await cli(["plan", "restart"]);
    expect(end).toEqual({ code: 0, stdout: "", stderr: "No stopped execution matches. No plan was made.\n" });
    expect(documentOf(await cli(["plan", "restart", "--json"]))).toMatchObject({ ok: true, planned: 0, actions: [], commands: {} });
    expect(await readdir(join(home, "aom-workflow"))).not.toContain("plans");
  });

  test("one that nobody confirms", async () => {
    failed(2);
    const id = await planned();
    expect(await cli(["apply", id, "--yes", "--take-over"])).toMatchObject({ code: 2, stderr: expect.stringMatching(/requires a person/) });
    for (const argv of [[], ["--no-input"]])
      expect(await cli(["apply", id, ...argv])).toMatchObject({
        code: 2,
        stderr: expect.stringMatching(/Plan \w+ at .*: 2 actions not sent yet\. To apply this plan without being asked, add --yes\./),
      });
  });

  test("one that is confirmed by anything but the number", async () => {
    failed(2);
    const id = await planned();
    const questions: string[] = [];
    for (const answer of ["y", "yes", "3", ""]) expect(await cli(["apply", id], typing(answer, questions))).toMatchObject({ code: 2 });
    expect(questions[0]).toMatch(
      /^Plan \w+, made .* by \S+\nEndpoint: http.*\nProject: \w+\n {2}restart deploy: 2\nType 2 to apply this plan: $/,
    );
  });

  test.for([
    ["a line of it was changed", (text: string) => text.replace('"e1"', '"e9"'), /^Line 2 was changed/],
    ["it is longer than any plan", () => "x".repeat(100_000), /^Line 1 is longer than 64 KiB/],
    ["it is of a newer version", () => '3d7d7a5b {"schema":"aom-workflow-plan","version":2}', /^Line 1 /],
  ] as const)("one where %s", async ([, changed, says]) => {
    failed(2);
    const file = join(home, "plan");
    await cli(["plan", "restart", "--out", file]);
    await writeFile(file, changed(await readFile(file, "utf8")));
    expect(await cli(["apply", file, "--yes"])).toMatchObject({ code: 2, stderr: expect.stringMatching(says) });
  });

  test("one whose journal is gone, or is another one", async () => {
    failed(2);
    const id = await planned();
    const folder = join(home, "aom-workflow");
    const [journal = ""] = (await readdir(folder)).filter((name) => name.endsWith(".journal.jsonl"));
    await rm(join(folder, journal));
    expect(await cli(["apply", id, "--yes"])).toMatchObject({ code: 2, stderr: expect.stringMatching(/^There is no journal at/) });
    await planned();
    expect(await cli(["apply", id, "--yes"])).toMatchObject({ code: 2, stderr: expect.stringMatching(/^The plan belongs to journal/) });
  });

  test("one for another project or endpoint", async () => {
    failed(2);
    const id = await planned();
    const end = await cli(["apply", id, "--yes", "--project", "f".repeat(32)]);
    expect(end).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^The plan is for project 0123.*; the settings name project ffff/),
    });
  });

  const journalHere = async () => {
    const folder = join(home, "aom-workflow");
    const [name = ""] = (await readdir(folder)).filter((name) => name.endsWith(".journal.jsonl"));
    return join(folder, name);
  };
  const marked = async (kind: "held" | "closed", plan: string) => {
    const { header } = await loadPlan(plan, { HOME: home, XDG_STATE_HOME: home });
    const journal = await openJournal({ target: header, path: await journalHere() });
    await journal.mark({ plan, kind, reason: "Look first." });
    await journal.close();
  };
  const another = async () => {
    await rm(await journalHere());
    await planned();
  };

  test.for([
    ["belongs to another journal", another, [], {}, /^The plan belongs to journal/],
    ["belongs to another journal than the one to be taken over", another, ["--take-over"], {}, /^The plan belongs to journal/],
    ["is for another project", undefined, ["--project", "f".repeat(32)], {}, /^The plan is for project 0123.*; the settings name project/],
    [
      "is for another project, and its journal is to be taken over",
      undefined,
      ["--project", "f".repeat(32), "--take-over"],
      {},
      /^The plan is for/,
    ],
    ["is closed", (id: string) => marked("closed", id), [], {}, /^The plan is closed: Look first\./],
    ["is held", (id: string) => marked("held", id), [], {}, /^The plan is held: Look first\./],
    ["is held, and its journal is to be taken over", (id: string) => marked("held", id), ["--take-over"], {}, /^The plan is held: Look/],
    ["has nothing to act with", undefined, [], { AOM_WORKFLOW_TOKEN: "" }, /^No credentials found/],
  ] as const)("one that %s, before a person is asked to confirm it", async ([, change, argv, env, says]) => {
    failed(2);
    const id = await planned();
    await change?.(id);
    const questions: string[] = [];
    const end = await cli(["apply", id, ...argv], { ...typing("2", questions), env });
    expect(end.code).not.toBe(0);
    expect(end.stderr).toMatch(says);
    expect(questions).toEqual([]);
  });

  test.for([
    ["--rate", "0"],
    ["--concurrency", "1.5"],
    ["--first", "-1"],
    ["--max-failures", "101"],
    ["--wait-timeout", "soon"],
  ] as const)("an option that cannot be: %s %s", async ([name, value]) => {
    failed(2);
    const id = await planned();
    expect(await cli(["apply", id, "--yes", `${name}=${value}`])).toMatchObject({ code: 2, stderr: expect.stringContaining(name) });
  });
});

describe("the exit code is the first that holds", () => {
  test("5: one is stale or was rejected, and the rest is done", async () => {
    failed(3);
    const id = await planned();
    act("e2");
    fateOf = (execution) => (execution === "e3" ? 400 : "done");
    const end = await cli(["apply", id, "--yes"]);
    expect(end).toMatchObject({ code: 5, stdout: expect.stringMatching(/: 3 planned\. Sent now: 2\.\n {4}1 {2}applied\n/) });
    expect(end.stdout).toMatch(/\n {4}1 {2}stale {5}The node deploy has run again since the plan was made\.\n/);
    expect(end.stdout).toMatch(/\n {4}1 {2}rejected {2}AOM answered 400 AOM\.1: no\.\n/);
    // Which one it is, is said nowhere else.
    expect(end.stdout).toMatch(
      /\nFailed: restart deploy, execution e3\. AOM answered 400 .*\n {2}aom-workflow show --workflow w1 --execution e3\n$/,
    );
    expect(sent.toSorted()).toEqual(["e1", "e3"]);
  });

  test("6: one is in doubt, which is found out by the same command once its effect is there", async () => {
    failed(2);
    fateOf = (execution) => (execution === "e1" ? "lost" : 400);
    const id = await planned();
    const end = await cli(["apply", id, "--yes"]);
    expect(end).toMatchObject({ code: 6, stdout: expect.stringMatching(/\n {4}1 {2}in doubt {2}The connection broke/) });
    // What would do nothing is not proposed.
    expect(end.stdout).toMatch(
      /\nIn doubt since .*: restart deploy\n {2}aom-workflow show --workflow w1 --execution e1\nIf you .* twice:\n {2}aom-workflow plan restart --from \w+ --include-doubt=only\n$/,
    );
    act("e1");
    expect(await cli(["apply", id])).toMatchObject({ code: 5, stdout: expect.stringMatching(/Sent now: 0\.\n {4}1 {2}applied\n/) });
    expect(sent.toSorted()).toEqual(["e1", "e2"]);
  });

  test.for([
    ["done", /was cut off .*\.\n$/],
    ["lost", /was cut off .*\nWhat was in flight may have been applied\.\n$/],
  ] as const)(
    "6: the journal breaks while actions are sent: nothing more is sent, and what is in doubt is said: %s",
    async ([fate, says]) => {
      failed(4);
      const id = await planned();
      const { path } = documentOf(await cli(["journal", "--json"])) as { path: string };
      fateOf = (_, request) => {
        if (request === 2) truncateSync(path, 10);
        return request === 2 ? fate : "done";
      };
      const end = await cli(["apply", id, "--yes", "--concurrency", "1"]);
      expect(end).toMatchObject({
        code: 6,
        stdout: expect.stringMatching(
          /^Plan \w+: 4 planned\. .* left .*\nStopped: The journal failed\.\nTo continue: aom-workflow apply \w+\n$/s,
        ),
        stderr: expect.stringMatching(says),
      });
      expect(sent).toHaveLength(2);
    },
  );

  test("9: the plan is held, until a person types the number, whatever --yes says", async () => {
    failed(8);
    fateOf = (_, request) => (request <= 6 ? 400 : "done");
    const id = await planned();
    const end = await cli(["apply", id, "--yes", "--concurrency", "1"]);
    expect(end).toMatchObject({
      code: 9,
      stdout: expect.stringMatching(
        / 6 {2}rejected.* 2 {2}left.*\nHeld: More than 5 actions were rejected or did not end well\.\n(Failed: restart deploy, execution e\d\. AOM answered 400 .*\n.*\n){6}To continue once you have looked: aom-workflow apply --release \w+\n$/s,
      ),
    });
    expect(await cli(["apply", id, "--yes"])).toMatchObject({
      code: 9,
      stderr: expect.stringMatching(/^The plan is held: .*\n(Failed: .*\n.*\n){6}Nothing was sent\./),
    });
    expect(documentOf(await cli(["apply", id, "--yes", "--json"]))).toMatchObject({ ok: false, error: { code: "held", exitCode: 9 } });
    expect(await cli(["apply", "--release", id, "--yes"])).toMatchObject({ code: 2, stderr: expect.stringMatching(/requires a person/) });
    expect(sent).toHaveLength(6);
    expect(await cli(["apply", "--release", id], typing("2"))).toMatchObject({ code: 5, stdout: expect.stringMatching(/ 2 {2}applied\n/) });
    expect(sent).toHaveLength(8);
  });

  test("4: the credentials are refused, and nothing more is tried", async () => {
    failed(6);
    fateOf = () => 401;
    const end = await cli(["apply", await planned(), "--yes", "--concurrency", "1"]);
    expect(end).toMatchObject({
      code: 4,
      stdout: expect.stringMatching(/\n {2,4}\d {2}left .*\nStopped: The credentials were refused\./s),
    });
    expect(sent.length).toBeLessThan(4);
  });

  test("a signal: the rest is left, and the same command goes on", async () => {
    failed(1);
    fateOf = () => 429;
    const id = await planned();
    const interruption = new AbortController();
    const end = cli(["apply", id, "--yes"], { host: { signal: interruption.signal } });
    while (sent.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    interruption.abort("SIGINT");
    expect(await end).toMatchObject({
      code: 130,
      stdout: expect.stringMatching(/ 1 {2}left .*\nInterrupted\.\nTo continue: aom-workflow apply \w+\n$/s),
    });
    fateOf = () => "done";
    expect(await cli(["apply", id, "--yes"])).toMatchObject({ code: 0 });
  });
});

test("a terminal shows how far it is and how long it takes, and nothing stays behind", async () => {
  failed(6);
  const id = await planned();
  const drawn: (string | undefined)[] = [];
  const interruption = new AbortController();
  const status = (text: string | undefined) => {
    drawn.push(text);
    if (text !== undefined && sent.length > 3) interruption.abort("SIGINT");
  };
  const terminal = { canAsk: false, canDraw: true, columns: 80, status, ask: async () => "" };
  await cli(["apply", id, "--yes", "--rate", "5", "--concurrency", "1"], { host: { signal: interruption.signal, terminal } });
  expect(drawn).toContainEqual(expect.stringMatching(/^\d of 6 done, \d applied; \d s remaining, \d\.\d\/s$/));
  expect(drawn.at(-1)).toBeUndefined();
});

describe("for programs", () => {
  test("--output jsonl prints an item as it comes, and the report last", async () => {
    failed(3);
    const id = await planned();
    const end = await cli(["apply", id, "--yes", "--output", "jsonl"]);
    const [first, , , report] = end.stdout
      .trim()
      .split("\n")
      .map((text) => JSON.parse(text));
    expect(end).toMatchObject({ code: 0, stderr: "" });
    expect(first).toMatchObject({ action: "restart", workflowId: "w1", nodeId: "deploy", outcome: "applied", isNew: true });
    expect(report).toMatchObject({ ok: true, plan: id, planned: 3, applied: 3 });
  });

  test("plan --output jsonl prints an action a line, and what was planned last", async () => {
    failed(2);
    const { stdout } = await cli(["plan", "restart", "--output", "jsonl"]);
    const lines = stdout
      .trim()
      .split("\n")
      .map((text) => JSON.parse(text));
    expect(lines).toMatchObject([
      { executionId: "e1", action: "restart" },
      { executionId: "e2" },
      { ok: true, planned: 2, commands: { apply: expect.stringMatching(/apply \w{6}$/) } },
    ]);
    expect(lines[2]).not.toHaveProperty("actions");
  });

  test("--json prints one document, and stderr stays empty", async () => {
    failed(3);
    const end = await cli(["apply", await planned(), "--yes", "--json"]);
    expect(end.stderr).toBe("");
    expect(documentOf(end)).toMatchObject({ ok: true, planned: 3, applied: 3, doubts: [] });
  });
});

describe("journal", () => {
  test("shows what is in doubt, checks the record, and removes what is old", async () => {
    failed(2);
    fateOf = (id) => (id === "e1" ? "lost" : "done");
    await cli(["apply", await planned(), "--yes"]);
    expect(await cli(["journal"])).toMatchObject({
      code: 6,
      stdout: expect.stringMatching(
        /^Journal .*\n( {4}1 {2}(in doubt|applied)\n){2}In doubt since .*: restart deploy\n {2}aom-workflow show /,
      ),
    });
    const { doubts, path } = documentOf(await cli(["journal", "--json"])) as { doubts: unknown[]; path: string };
    expect(doubts).toMatchObject([
      { action: "restart", executionId: "e1", commands: { show: "aom-workflow show --workflow w1 --execution e1" } },
    ]);
    expect(await cli(["journal", "--verify"])).toMatchObject({ code: 0, stdout: expect.stringMatching(/No record was changed or lost\./) });
    expect(await cli(["journal", "--prune", "90d"])).toMatchObject({ code: 2, stderr: expect.stringMatching(/less than a minute ago/) });
    expect(await cli(["journal", "--prune", "soon"])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/must be an age such as 90d/),
    });
    expect(await cli(["journal", "--verify", "--prune", "90d"])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^--verify and --prune cannot be used together\./),
    });
    const text = await readFile(path, "utf8");
    await writeFile(path, text.replace('"applied"', '"unknown"'));
    expect(await cli(["journal", "--verify"])).toMatchObject({ code: 5, stdout: expect.stringMatching(/Line \d+ was changed/) });
  });

  test("does not take for a doubt what a process is just sending", async () => {
    failed(1);
    const plan = await loadPlan(await planned(), { XDG_STATE_HOME: home });
    const { endpoint, projectId } = plan.header;
    const journal = await openJournal({ target: { endpoint, projectId }, env: { XDG_STATE_HOME: home } });
    for (const action of plan.actions) await journal.claim({ ...action, key: keyOf(action) });
    expect(await cli(["journal"])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^Journal .*\n {4}1 {2}left\nBeing sent by another process: 1\nNothing is in doubt\.\n$/),
    });
    await journal.close();
  });

  test("claims nothing of a journal without actions, and says where there is none", async () => {
    expect(await cli(["journal"])).toMatchObject({ code: 2, stderr: expect.stringMatching(/^There is no journal at /) });
    failed(1);
    await planned();
    expect(await cli(["journal"])).toMatchObject({ code: 0, stdout: expect.stringMatching(/^Journal .*\nIt has no actions\.\n$/) });
    const end = await cli(["journal", "--verify"]);
    expect(end).toMatchObject({ code: 0, stdout: expect.stringMatching(/\nNothing to verify: the journal has no actions\.\n$/) });
  });

  test("keeps who, why and the request id, and no secret", async () => {
    failed(1);
    const id = await planned("--reason", "INC-4711");
    await cli(["apply", id, "--yes"]);
    const { path } = documentOf(await cli(["journal", "--json"])) as { path: string };
    const text = await readFile(path, "utf8");
    expect(text).toMatch(/"who":"[^"(]+","reason":"INC-4711"/);
    expect(text).not.toContain(environment.AOM_WORKFLOW_TOKEN);
  });
});

describe("a single command that ends in doubt", () => {
  const restart = ["restart", "--workflow", "w1", "--execution", "e1", "--node", "deploy"];

  test("is known to the journal, so that a plan leaves it out; where that cannot be written, it says so and fails no other way", async () => {
    failed(1);
    fateOf = () => "lost";
    await writeFile(join(home, "file"), "");
    const [known, unknown] = await Promise.all([cli(restart), cli(restart, { env: { XDG_STATE_HOME: join(home, "file") } })]);
    expect(known).toMatchObject({ code: 6, stderr: expect.stringMatching(/^The connection broke/) });
    expect(unknown).toMatchObject({
      code: 6,
      stderr: expect.stringMatching(/^Could not record this in the journal: .*\nThe connection/),
    });
    expect(await cli(["journal"])).toMatchObject({ code: 6, stdout: expect.stringMatching(/\n {4}1 {2}in doubt\nIn doubt since /) });
    expect(await cli(["plan", "restart"])).toMatchObject({ code: 0, stderr: expect.stringMatching(/It is in doubt/) });
  });
});
