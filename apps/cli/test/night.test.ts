import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";
import os, { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { json, type Loopback, loopback } from "../../../tools/lab/servers.ts";
import { runHere } from "./run-here.ts";

interface Execution {
  /** When they began. */
  runs: readonly number[];
  status: "fail" | "success" | "executing" | "waitApproval";
  cause: string;
}

/** What goes wrong in a night with many executions, at the service and for the person. */
let home: string;
let service: Loopback;
let executions: Map<string, Execution>;
/** The status that a reading of the state is answered with. */
let reading: (id: string, request: number) => number;
/** What becomes of a request to act. */
let acting: (id: string, request: number) => "works" | "fails again" | "is lost" | number;
let sent: string[];
let read: number;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "aom-workflow-"));
  [executions, sent, read] = [new Map(), [], 0];
  [reading, acting] = [() => 200, () => "works"];
  service = await loopback(({ url, socket }, response) => {
    const id = /\/executions\/([^/?]+)/.exec(url)?.[1] ?? "";
    if (url.endsWith("/workflow-list")) return json(response, 200, { elements: [{ id: "w1", name: "nightly" }], total_elements: 1 });
    if (url.endsWith("/status")) {
      const status = reading(id, ++read);
      const error = { error_code: "AOM.1", error_msg: "no" };
      return json(response, status, status === 200 ? asWire(id) : error, { date: new Date().toUTCString() });
    }
    if (!url.includes("/operation?")) return json(response, 200, [...executions.keys()].map(asWire));
    const fate = acting(id, sent.push(id));
    if (fate === "is lost") return socket.destroy();
    if (typeof fate === "number") return json(response, fate, { error_code: "AOM.1", error_msg: "no" });
    const { runs, cause } = executions.get(id) as Execution;
    executions.set(id, { runs: [...runs, Date.now()], status: fate === "works" ? "success" : "fail", cause });
    return json(response, 200, { result: "success" });
  });
});
afterEach(async () => {
  await service.close();
  await rm(home, { recursive: true });
});

const begunAt = Date.now() - 60_000;

function asWire(id: string): object {
  const { runs, status, cause } = executions.get(id) ?? { runs: [], status: "success", cause: "" };
  const results = runs.map((begun, run) => {
    const isFailed = run < runs.length - 1 || status === "fail";
    return {
      ...{ node_id: "deploy", status: isFailed ? "fail" : status, begin_time: begun, function_execution_id: `${id}-${run}` },
      ...(isFailed && { output: { fail: [{ ip: "192.0.2.1", log: cause }] } }),
    };
  });
  return { execution_id: id, workflow_id: "w1", status, begin_time: begunAt, execution_result_list: results };
}

function failed(count: number, cause = "df: command not found"): void {
  for (let number = 1; number <= count; number++) executions.set(`e${number}`, { runs: [begunAt], status: "fail", cause });
}

const cli = (argv: readonly string[], options: Parameters<typeof runHere>[1] = {}) =>
  runHere(argv, { ...options, env: { HOME: home, XDG_STATE_HOME: home, AOM_WORKFLOW_ENDPOINT: service.url, ...options.env } });

const documentOf = ({ stdout }: { readonly stdout: string }) => JSON.parse(stdout) as Record<string, unknown>;

async function planned(...argv: readonly string[]): Promise<string> {
  return String(documentOf(await cli(["plan", "restart", "--json", ...argv])).plan);
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

const listOf = (count: number) =>
  Array.from({ length: count }, (_, at) => `${JSON.stringify({ workflowId: "w1", executionId: `e${at + 1}`, nodeId: "deploy" })}\n`).join(
    "",
  );

const plans = async () => (await readdir(join(home, "aom-workflow"))).filter((name) => name === "plans");

describe("an execution that cannot be read is not lost silently", () => {
  const forms = [
    ["--from", ["--from", "-"]],
    ["a filter", []],
  ] as const;

  test.for(forms)("%s: a token that is refused part-way ends the plan with 4, and none is saved", async ([, argv]) => {
    failed(12);
    reading = (_, request) => (request > 5 ? 401 : 200);
    const end = await cli(["plan", "restart", ...argv], { input: listOf(12) });
    expect(end).toMatchObject({ code: 4, stdout: "", stderr: expect.stringMatching(/401/) });
    expect(await plans()).toEqual([]);
    if (argv.length > 0) expect(read).toBeLessThan(12);
  });

  test.for(forms)("%s: where each is refused, that is said, and not that nothing matches", async ([, argv]) => {
    failed(3);
    reading = () => 403;
    const end = await cli(["plan", "restart", ...argv], { input: listOf(3) });
    expect(end).toMatchObject({ code: 4, stdout: "", stderr: expect.stringMatching(/403/) });
    expect(end.stderr).not.toMatch(/match/);
  });

  test.for(forms)(
    "%s: one that is gone is named, the plan has the others, and the exit code says that it is incomplete",
    async ([, argv]) => {
      failed(3);
      reading = (id) => (id === "e2" ? 404 : 200);
      const end = await cli(["plan", "restart", ...argv], { input: listOf(3) });
      expect(end).toMatchObject({
        code: 11,
        stdout: expect.stringMatching(/^Plan \w+: 2 planned/),
        stderr: expect.stringMatching(/^Could not read execution e2 of workflow w1\. AOM answered 404/),
      });
      const document = documentOf(await cli(["plan", "restart", ...argv, "--json"], { input: listOf(3) }));
      expect(document).toMatchObject({ ok: false, planned: 2, leftOut: [], unread: [{ executionId: "e2", error: { status: 404 } }] });
    },
  );

  test.for(forms)("%s: where all are gone, there is no plan and no claim about what matches", async ([, argv]) => {
    failed(2);
    reading = () => 404;
    const end = await cli(["plan", "restart", ...argv], { input: listOf(2) });
    expect(end).toMatchObject({ code: 11, stdout: "" });
    expect(end.stderr).toMatch(/^(Could not read execution e\d .*\n){2}No plan was made\.\n$/);
  });

  test("an interrupted plan is not saved", async () => {
    failed(12);
    const interruption = new AbortController();
    reading = (_, request) => {
      if (request === 5) interruption.abort("SIGINT");
      return 200;
    };
    const end = await cli(["plan", "restart", "--from", "-"], { input: listOf(12), host: { signal: interruption.signal } });
    expect(end).toMatchObject({ code: 130, stdout: "" });
    expect(await plans()).toEqual([]);
  });
});

test("a plan that was cut off is not planned again as if it were whole", async () => {
  failed(6);
  const file = join(home, "plan.jsonl");
  const id = await planned("--out", file);
  await writeFile(file, `${(await readFile(file, "utf8")).split("\n").slice(0, 3).join("\n")}\n`);
  const end = await cli(["plan", "restart", "--from", file]);
  expect(end).toMatchObject({ code: 0, stdout: expect.stringMatching(/: 2 planned/) });
  expect(end.stderr).toBe(`The list has 2 of the 6 actions of plan ${id}.\n`);
});

test("--cause plans what stopped lists for the same cause", async () => {
  failed(4);
  executions.set("e2", { runs: [begunAt], status: "fail", cause: "connect ETIMEDOUT 192.0.2.9:80" });
  const end = documentOf(await cli(["plan", "restart", "--cause", "connect ETIMEDOUT 192.0.2.#", "--json"]));
  expect(end).toMatchObject({ planned: 1, actions: [{ executionId: "e2" }] });
  expect(end.selection).toContain("--cause");
  expect(await cli(["plan", "restart", "--cause", "no such"])).toMatchObject({ code: 0, stderr: /^No stopped/ });
  expect(await cli(["plan", "restart", "--cause", "x", "--from", "-"], { input: listOf(1) })).toMatchObject({ code: 2 });
});

describe("what is in doubt", () => {
  /** Of 42 some are lost and some fail again, before a plan without a canary is held. */
  async function held(): Promise<string> {
    failed(42);
    acting = (_, request) => (request % 4 === 0 ? "is lost" : "fails again");
    const id = await planned();
    const end = await cli(["apply", id, "--yes", "--first", "0", "--concurrency", "1"]);
    expect(end).toMatchObject({
      code: 6,
      stdout: expect.stringMatching(/\n +4 {2}in doubt .*\nHeld: More than 3 actions are in doubt\.\n/s),
    });
    const again = await cli(["apply", id, "--yes"]);
    expect(again).toMatchObject({
      code: 9,
      stderr: expect.stringMatching(/\n(In doubt since .*\n.* show .*\n){4}(Failed: .*\n.*\n)*Nothing/),
    });
    return id;
  }

  test("is planned again alone, by the command of the report, and the person reads that it may be done twice", async () => {
    const id = await held();
    // Once nothing else is left, that is what can be done.
    acting = () => "works";
    const { stdout } = await cli(["apply", "--release", id, "--first", "0"], typing("26"));
    const [, command = ""] = /may be done twice:\n {2}aom-workflow (.+)\n$/.exec(stdout) ?? [];
    expect(command).toBe(`plan restart --from ${id} --include-doubt=only`);
    const again = await cli(command.split(" "));
    expect(again).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(
        /^Plan \w+: 4 planned \(restart\)\nAll of them may have been done already, and may then be done twice\.\n/,
      ),
    });
    expect(again.stderr).toBe("");
    const questions: string[] = [];
    const [, next = ""] = /apply (\w+)\n$/.exec(again.stdout) ?? [];
    expect(await cli(["apply", next], typing("4", questions))).toMatchObject({ code: 0 });
    expect(questions[0]).toMatch(
      /\n {2}restart deploy: 4\nAll of them may have been done already, and may then be done twice\.\nType 4 to apply this plan: $/,
    );
  });

  test("is counted where a plan has it among others", async () => {
    await held();
    const { stdout } = await cli(["plan", "restart", "--include-doubt"]);
    expect(stdout).toMatch(/^Plan \w+: 42 planned \(restart\)\n4 of them may have been done already, and may then be done twice\.\n/);
  });

  test("cannot be planned alone where there is none", async () => {
    failed(2);
    const end = await cli(["plan", "restart", "--include-doubt=only"]);
    expect(end).toMatchObject({ code: 0, stdout: "", stderr: "Nothing that matches is in doubt. No plan was made.\n" });
  });
});

test("a held plan names what went wrong, what happened, and how to look at it", async () => {
  failed(25);
  acting = (id) => (id === "e2" ? "fails again" : "works");
  const id = await planned();
  const what = new RegExp(
    "Of the first 5 actions one did not end well, in execution e2\\. The execution stopped again\\.\\n" +
      "Failed: restart deploy, execution e2\\. The execution stopped again\\.\\n {2}aom-workflow show --workflow w1 --execution e2\\n",
  );
  const end = await cli(["apply", id, "--yes"]);
  expect(end).toMatchObject({ code: 9, stdout: expect.stringMatching(what) });
  const again = await cli(["apply", id, "--yes"]);
  expect(again).toMatchObject({ code: 9, stderr: expect.stringMatching(what) });
  expect(documentOf(await cli(["apply", id, "--yes", "--json"]))).toMatchObject({
    failures: [{ executionId: "e2", reason: "The execution stopped again.", commands: { show: expect.any(String) } }],
  });
}, 30_000);

describe("--dry-run shows a plan that was saved", () => {
  test("with where each action stands, and sends and asks nothing", async () => {
    failed(3);
    acting = (id) => (id === "e1" ? "works" : "is lost");
    const id = await planned("--reason", "INC-1");
    const before = await cli(["apply", id, "--dry-run"]);
    expect(before).toMatchObject({ code: 0, stderr: "" });
    expect(before.stdout).toMatch(
      /^Plan \w+: 3 planned\. Reason: INC-1\nSTATE +WORKFLOW +EXECUTION +NODE +CAUSE\n(planned +nightly +e\d .*\n){3}To apply it: aom-workflow apply \w+\n$/,
    );
    await cli(["apply", id, "--yes", "--max-unknown", "0", "--concurrency", "1"]);
    const requests = service.requests.length;
    const { stdout } = await cli(["apply", id, "--dry-run"]);
    expect(stdout).toMatch(
      /\napplied +nightly +e1 .*\nin doubt +nightly +e2 .*\nleft +nightly +e3 .*\nHeld: More than 0 actions are in doubt\.\n/s,
    );
    expect(documentOf(await cli(["apply", id, "--dry-run", "--json"]))).toMatchObject({
      ...{ plan: id, planned: 3, applied: 1, unknown: 1, left: 1 },
      actions: [
        { executionId: "e1", outcome: "applied" },
        { executionId: "e2", outcome: "unknown" },
        { executionId: "e3", outcome: "left" },
      ],
    });
    expect(service.requests).toHaveLength(requests);
  });

  test("is what a plan names that is longer than a terminal", async () => {
    failed(30);
    const { stdout } = await cli(["plan", "restart"], { columns: 80, rows: 24 });
    expect(stdout).toMatch(/\nTo see all 30: aom-workflow apply \w+ --dry-run\n/);
  });
});

describe("on another host", () => {
  const { hostname } = os;
  const nameHost = (name: () => string) => {
    os.hostname = name;
    syncBuiltinESMExports();
  };
  afterEach(() => nameHost(hostname));

  test("the person who takes a journal over reads what is left of the plan, and whose journal it was", async () => {
    failed(5);
    acting = (id) => (id === "e1" ? "is lost" : "works");
    const id = await planned();
    const end = cli(["apply", id, "--yes", "--rate", "100", "--max-unknown", "0", "--concurrency", "1"]);
    expect(await end).toMatchObject({ code: 6 });
    nameHost(() => "new-host");
    const questions: string[] = [];
    await cli(["apply", id, "--take-over", "--release"], typing("no", questions));
    expect(questions[0]).toContain("\n  restart deploy: 4\nEnded or in doubt: 1 of 5\n");
    expect(questions[0]).toMatch(
      /\nThe journal belongs to the host \S+ and will be taken over\. If it is still used there, actions could be done twice\.\nHeld: More than 0 actions are in doubt\.\n/,
    );
    expect(questions[0]).toMatch(/\nType 4 to apply this plan: $/);
  });

  test("every refusal names a command that takes the journal over, and it does", async () => {
    failed(2);
    await planned();
    nameHost(() => "new-host");
    const refused = await cli(["plan", "restart"]);
    expect(refused).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/belongs to the host .* To take it over: aom-workflow journal --take-over\n/),
    });
    expect(await cli(["journal", "--take-over"])).toMatchObject({ code: 2, stderr: expect.stringMatching(/requires a person/) });
    const questions: string[] = [];
    expect(await cli(["journal", "--take-over"], typing("y", questions))).toMatchObject({ code: 2 });
    expect(await cli(["plan", "restart"])).toMatchObject({ code: 2 });
    expect(questions[0]).toMatch(/belongs to the host .*\nType 0 to take over the journal: $/);
    expect(await cli(["journal", "--take-over"], typing("0"))).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^The journal was taken over from the host /),
    });
    expect(await cli(["plan", "restart"])).toMatchObject({ code: 0 });
  });
});

describe("is said in plain words", () => {
  test("what the state does not allow", async () => {
    failed(1);
    executions.set("e2", { runs: [begunAt, begunAt + 1], status: "success", cause: "" });
    const end = await cli(["plan", "restart", "--from", "-"], { input: listOf(2) });
    expect(end).toMatchObject({ code: 0, stderr: "Left out: e2/deploy. The state does not allow restart: the execution has succeeded.\n" });
  });

  test("what many states do not allow, once", async () => {
    failed(1);
    for (let at = 2; at <= 6; at++) executions.set(`e${at}`, { runs: [begunAt, begunAt + 1], status: "success", cause: "" });
    const says = "The state does not allow restart: the execution has succeeded.";
    const end = await cli(["plan", "restart", "--from", "-"], { input: listOf(6) });
    expect(end.stderr).toMatch(/^Left out: e\d\/deploy, e\d\/deploy, e\d\/deploy and 2 more, which --json lists\. The state/);
    expect(end.stderr.split(says)).toHaveLength(2);
    const { leftOut } = JSON.parse((await cli(["plan", "restart", "--from", "-", "--json"], { input: listOf(6) })).stdout);
    expect(leftOut).toHaveLength(5);
  });

  test("that one line is wrong, and where a plan is taken", async () => {
    failed(3);
    const file = join(home, "plan.jsonl");
    await planned("--out", file);
    await writeFile(file, (await readFile(file, "utf8")).replace('"e2"', '"e9"'));
    expect((await cli(["apply", file, "--yes"])).stderr).toContain("delete this line: aom-workflow plan restart --from");
    expect((await cli(["plan", "restart", "--from", "-"], { input: "{" })).stderr).toContain("--from takes a plan, or");
  });
});

test("what stopped prints can be planned even where an execution waits for approval: it is left out, and named", async () => {
  failed(2);
  executions.set("e3", { runs: [], status: "waitApproval", cause: "" });
  const { stdout: input } = await cli(["stopped", "--output", "jsonl"]);
  expect(input.trim().split("\n")).toHaveLength(3);
  const end = await cli(["plan", "restart", "--from", "-"], { input });
  expect(end).toMatchObject({ code: 0, stdout: expect.stringContaining("2 planned (restart)") });
  expect(end.stderr).toContain("Left out: e3. The list names no node of it: the execution is waiting for approval.");
});
