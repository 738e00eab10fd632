import { mkdtemp, open, rm, writeFile } from "node:fs/promises";
import type { RequestListener } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { secret } from "./fixtures.ts";
import { answering, loopback } from "./loopback.ts";
import { type HereOptions, runHere } from "./run-here.ts";

const failed = {
  execution_id: "e1",
  status: "fail",
  begin_time: 1767229200000,
  execution_result_list: [{ node_id: "n1", status: "fail", begin_time: 1767229201000 }],
};

/** A service with 150 workflows by its own count, which gives the same 100 on each page; the first has what is given here. */
function service(executions: unknown, { total = 150 } = {}): RequestListener {
  return (request, response) => {
    const path = request.url ?? "";
    const elements = Array.from({ length: Math.min(total, 100) }, (_, index) => ({ id: `w${index}`, name: `n${index}` }));
    const body = path.endsWith("/workflow-list")
      ? { elements, total_elements: total }
      : path.includes("/workflow/w0/")
        ? path.endsWith("/status")
          ? failed
          : executions
        : [];
    answering(200, body)(request, response);
  };
}

const listing = (listener: RequestListener, ...argv: string[]) => on({}, listener, ...argv);

/** The same on a terminal of this size. */
async function on(screen: Pick<HereOptions, "columns" | "rows">, listener: RequestListener, ...argv: string[]) {
  await using server = await loopback(listener);
  return await runHere([...argv, "--endpoint", server.url], { env: { NO_COLOR: "1" }, ...screen });
}

const repeated = "There may be more workflows: the service returned a page twice.\n";

/**
 * A service with 9 workflows in which 28 executions stopped: 20 at deploy, which reached no host, 7 at backup, whose disk was full, and one that
 * may not be read; the list of the last workflow may not be read either.
 */
function night(requests: string[] = []): RequestListener {
  const day = Date.parse(`${new Date().toISOString().slice(0, 10)}T00:01:00Z`);
  const ids = Array.from({ length: 28 }, (_, index) => `e${index}`);
  const execution = (id: string) => {
    const index = Number(id.slice(1));
    const [node_id, log] =
      index < 20 ? ["deploy", `begin\nconnect ETIMEDOUT 192.0.2.99:${50_000 + index}`] : ["backup", `begin\ndisk full, token=${secret}`];
    const result = { node_id, status: "fail", end_time: day + index, output: { fail: [{ name: `node-${index}`, log }] } };
    return { execution_id: id, status: "fail", begin_time: day, execution_result_list: [result] };
  };
  return (request, response) => {
    const path = request.url ?? "";
    requests.push(path);
    const [, workflow = "", id] = /workflow\/w(\d)\/executions(?:\/(e\d+)\/status)?$/.exec(path) ?? [];
    if (id === "e27" || (workflow === "9" && id === undefined)) return answering(403, { error_code: "APIGW.0302" })(request, response);
    const elements = Array.from({ length: 9 }, (_, index) => ({ id: `w${index + 1}`, name: `夜间清理-${index + 1}` }));
    const own = ids.filter((each) => String((Number(each.slice(1)) % 8) + 1) === workflow).map(execution);
    const body = path.endsWith("/workflow-list") ? { elements, total_elements: 9 } : id ? execution(id) : own;
    answering(200, body)(request, response);
  };
}

describe("stopped, where there are more executions than the terminal has lines", () => {
  test("is counted by node and cause, whatever the port, and shows no secret", async () => {
    const { code, stdout, stderr } = await on({ columns: 80, rows: 24 }, night(), "stopped", "--since", "1d");
    expect(code).toBe(11);
    expect(stdout.replaceAll(/http:\S+/g, "URL")).toBe(
      [
        "27 executions stopped, the first at 00:01 (+00:00)",
        "20  deploy failed  8 workflows  connect ETIMEDOUT 192.0.2.99:#",
        " 7  backup failed  7 workflows  disk full, token=[redacted]",
        "To list them:",
        "  aom-workflow stopped --since 1d --node deploy --endpoint URL",
        "  aom-workflow stopped --since 1d --node backup --endpoint URL",
        "  aom-workflow stopped --since 1d --by none --endpoint URL",
        "",
      ].join("\n"),
    );
    expect(stderr.match(/^Could not read (execution e27 of workflow w4|the executions of workflow w9)\./gm)).toHaveLength(2);
  });

  test("loses the end of a cause first on a narrow terminal", async () => {
    const { stdout } = await on({ columns: 50, rows: 24 }, night(), "stopped");
    expect(stdout).toContain("\n20  deploy failed  8 workflows  connect ETIMEDOUT…\n 7  backup failed  7 workflows  disk full, token=…\n");
  });

  test("keeps the time, the whole id and the node at 80 columns: the state is in the line below", async () => {
    const id = "6f2c1d34-9f5b-4a0c-8a3e-0f6f5f8a7b21";
    const waiting = { ...failed, execution_id: id, status: "waitApproval", execution_result_list: [] };
    const { stdout } = await on({ columns: 80 }, answeringAll(waiting), "stopped");
    expect(stdout).toMatch(
      new RegExp(`^STOPPED .* +WORKFLOW +EXECUTION +NODE *\\n.*01-01 \\d\\d:\\d\\d +nightly +${id} +-\\n {2}It has to be approved`),
    );
    expect((await on({ columns: 60 }, answeringAll(waiting), "executions", "-w", "a".repeat(32))).stdout).toContain(
      `${id}  waiting-for-approval`,
    );
  });

  test.each([
    ["on a larger terminal", { columns: 80, rows: 30 }, []],
    ["with --by none", { columns: 80, rows: 24 }, ["--by", "none"]],
    ["with --node", { columns: 80, rows: 5 }, ["--node", "deploy"]],
    ["with --cause", { columns: 80, rows: 5 }, ["--cause", "etimedout 192.0.2.#"]],
    ["with --limit", { columns: 80, rows: 5 }, ["--limit", "8"]],
  ])("is listed %s", async (_, screen, argv) => {
    const { stdout } = await on(screen, night(), "stopped", ...argv);
    expect(stdout).toMatch(
      /\n.* 夜间清理-4 +e19 +deploy +failed.*\n {2}The node deploy failed\.\n {2}node-19 failed: connect ETIMEDOUT 192\.0\.2\.99:#\n {2}aom-workflow restart /,
    );
  });

  test("neither a token nor a key that the log repeats without its name is shown", async () => {
    const HUAWEICLOUD_SDK_SK = "skSecretSecretSecretSecret";
    const one = { ...failed.execution_result_list[0], output: { fail: [{ log: `sent ${secret} and ${HUAWEICLOUD_SDK_SK}` }] } };
    await using server = await loopback(answeringAll({ ...failed, execution_result_list: [one] }));
    const { stdout } = await runHere(["stopped", "--by", "cause", "--endpoint", server.url], { env: { HUAWEICLOUD_SDK_SK } });
    expect(stdout).toContain("1  n1 failed  nightly  sent [redacted] and [redacted]\n");
    const shown = await runHere(["show", "-w", "w1", "-e", "e1", "--endpoint", server.url], { env: { HUAWEICLOUD_SDK_SK } });
    expect(shown.stdout).toContain("  a host failed: sent [redacted] and [redacted]\n");
  });
});

/** A service with one workflow and this execution. */
function answeringAll(execution: object): RequestListener {
  return (request, response) => {
    const elements = [{ id: "w1", name: "nightly" }];
    const body = request.url?.endsWith("/workflow-list")
      ? { elements, total_elements: 1 }
      : request.url?.endsWith("/status")
        ? execution
        : [execution];
    answering(200, body)(request, response);
  };
}

describe("--by", () => {
  test.each([
    [
      "node",
      "20  deploy failed  8 workflows  connect ETIMEDOUT 192.0.2.99:#\n 7  backup failed  7 workflows  disk full, token=[redacted]\n",
    ],
    [
      "cause",
      "20  deploy failed  8 workflows  connect ETIMEDOUT 192.0.2.99:#\n 7  backup failed  7 workflows  disk full, token=[redacted]\n",
    ],
    ["workflow", "4  夜间清理-3 failed\n4  夜间清理-2 failed\n"],
  ])("%s counts in a pipe as well", async (by, lines) => {
    const { stdout } = await listing(night(), "stopped", "--by", by);
    expect(stdout.slice(stdout.indexOf("\n") + 1, stdout.indexOf("To list them:"))).toContain(lines);
  });

  test("adds the groups to the document, and the cause to each execution", async () => {
    const { stdout } = await listing(night(), "stopped", "--by", "node", "--json");
    const { groups, stopped } = JSON.parse(stdout);
    expect(groups).toEqual([
      { count: 20, nodes: 20, state: "failed", nodeId: "deploy", cause: "connect ETIMEDOUT 192.0.2.99:#", workflows: 8 },
      { count: 7, nodes: 7, state: "failed", nodeId: "backup", cause: "disk full, token=[redacted]", workflows: 7 },
    ]);
    expect(stopped[0].cause).toBe("disk full, token=[redacted]");
    expect(stopped[0].failedHosts).toEqual([{ name: "node-26" }]);
  });

  test("counts all that was found, whatever is listed of it, and says how much that is", async () => {
    const { stdout, stderr } = await listing(night(), "stopped", "--by", "node", "--limit", "1", "--sort", "node");
    expect(stdout.replaceAll(/http:\S+/g, "URL")).toMatch(
      /^27 executions stopped, .*\n20 {2}deploy .*\nShowing 1 of 2\.\nTo list them:\n {2}aom-workflow stopped --node deploy --sort node --limit 1 --endpoint URL\n/,
    );
    expect(stderr).not.toContain("Showing");
    const { groups, stopped } = JSON.parse((await listing(night(), "stopped", "--by", "node", "--limit", "1", "--json")).stdout);
    expect([groups[0].count, stopped.length]).toEqual([20, 1]);
    expect((await on({ columns: 80 }, night(), "stopped", "--limit", "3")).stdout).toMatch(/\n\nShowing 3 of 27\.\n$/);
  });

  test("counts executions, and says of how many nodes where those are more", async () => {
    const results = ["east", "west"].map((node_id) => ({ node_id, status: "fail", output: { fail: [{ log: `code on ${node_id}` }] } }));
    const { stdout } = await listing(answeringAll({ ...failed, execution_result_list: results }), "stopped", "--by", "workflow");
    expect(stdout).toMatch(/^1 execution, 2 nodes stopped, the first at .*\n1 {2}nightly failed {2}2 nodes\nTo list them:\n/);
  });
});

describe("--cause", () => {
  const found = async (...argv: string[]) =>
    JSON.parse((await listing(night(), "stopped", "--json", "--query", "stopped[].nodeId", ...argv)).stdout);

  test("lists what a counted row has", async () => {
    const { stdout } = await listing(night(), "stopped", "--by", "cause");
    const [, text = ""] = /aom-workflow stopped --cause '([^']*)' /.exec(stdout) ?? [];
    expect(text).toBe("connect ETIMEDOUT 192.0.2.99:#");
    expect(await found("--cause", text)).toEqual(Array(20).fill("deploy"));
    expect(await found("--cause", "DISK full")).toEqual(Array(7).fill("backup"));
  });

  test("finds no secret", async () => {
    expect(await found("--cause", secret)).toEqual([]);
  });
});

test("a pipe has all that a terminal has, in one line for each: names and ids, reason, hosts, their logs, commands", async () => {
  const { stdout } = await listing(night(), "stopped", "--logs", "--node", "deploy", "--limit", "1");
  const [heading = "", row = "", ...others] = stdout.trimEnd().split("\n");
  expect(heading.split(/ {2,}/)).toEqual([
    "STOPPED",
    "WORKFLOW",
    "WORKFLOW ID",
    "EXECUTION",
    "NODE",
    "STATE",
    "REASON",
    "HOSTS",
    "ACTIONS",
  ]);
  expect(row.split(/ {2,}/).slice(1)).toEqual([
    ...["夜间清理-4", "w4", "e19", "deploy", "failed (fail)", "The node deploy failed."],
    "node-19 failed: begin … connect ETIMEDOUT 192.0.2.99:50019",
    expect.stringMatching(/^aom-workflow restart --workflow w4 --execution e19 --node deploy --endpoint \S+$/),
    expect.stringMatching(/^aom-workflow skip --workflow w4 --execution e19 --node deploy --endpoint \S+$/),
  ]);
  expect(others).toEqual([]);
});

describe("--output jsonl", () => {
  test("is a line for each, in which what could not be read has an error", async () => {
    const { code, stdout, stderr } = await listing(night(), "stopped", "--output", "jsonl");
    expect({ code, stderr }).toEqual({ code: 11, stderr: "" });
    const lines = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines).toHaveLength(29);
    expect(lines.filter(({ error }) => error).map(({ executionId, error }) => [executionId, error.status])).toEqual([
      ["e27", 403],
      [undefined, 403],
    ]);
    expect(lines[0]).toMatchObject({ executionId: "e0", state: "failed", word: "fail", commands: { restart: expect.any(String) } });
  });

  test("has warnings as lines with an error, and a failure too", async () => {
    const lines = async (listener: RequestListener) => {
      const { stdout } = await listing(listener, "workflows", "--output", "jsonl");
      return stdout
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line));
    };
    expect((await lines(service([]))).at(-1)).toEqual({ error: { message: repeated.trim() } });
    expect(await lines(answering(403, {}))).toMatchObject([{ ok: false, error: { exitCode: 4 } }]);
  });

  test("is written as it comes: the reader that has gone away ends the reading", async () => {
    const requests: string[] = [];
    await using server = await loopback(night(requests));
    const stdout = { isTerminal: false, columns: undefined, write: async () => "EPIPE" };
    expect(await runHere(["stopped", "--output", "jsonl", "--endpoint", server.url], { host: { stdout } })).toMatchObject({ code: 0 });
    expect(requests.length).toBeLessThan(20);
  });

  test("that cannot be written ends with exit code 7", async () => {
    const stdout = { isTerminal: false, columns: undefined, write: async () => "ENOSPC" };
    await using server = await loopback(night());
    expect(await runHere(["stopped", "--output", "jsonl", "--endpoint", server.url], { host: { stdout } })).toMatchObject({
      code: 7,
      stderr: "Could not write the output (ENOSPC).\n",
    });
  });
});

describe("--query of a list", () => {
  test.each([
    [["--json", "--query", "stopped[0].executionId"], "e26\n"],
    [["--json", "--query", "stopped[:2].executionId"], '["e26","e25"]\n'],
    [["--output", "jsonl", "--query", "stopped[:2].executionId"], "e0\ne8\n"],
    [["--output", "jsonl", "--query", "stopped[:2].{id: executionId}"], '{"id":"e0"}\n{"id":"e8"}\n'],
    [["--output", "jsonl", "--query", "stopped[0].executionId"], "e0\n"],
    [["--json", "--query", "stopped[0].commands.restart | starts_with(@, 'aom-workflow restart')"], "true\n"],
  ])("%j prints a text bare, and with jsonl an item a line", async (argv, stdout) => {
    expect(await listing(night(), "stopped", ...argv)).toMatchObject({ code: 11, stdout });
  });

  test("does not let a text of the service forge a line", async () => {
    const forged = { ...failed, execution_id: "e1\nforged" };
    const { stdout } = await listing(
      answering(200, [forged]),
      "executions",
      "-w",
      "a".repeat(32),
      "--output",
      "jsonl",
      "--query",
      "executions[].executionId",
    );
    expect(stdout).toBe('"e1\\nforged"\n');
  });

  test("that cannot be applied is a mistake, exit code 2, and prints no list", async () => {
    const query = ["--query", "abs(ok)"];
    const text = await listing(night(), "stopped", ...query);
    expect(text).toMatchObject({ code: 2, stdout: "", stderr: expect.stringMatching(/^Could not apply --query: .*abs\(\)/) });
    const json = await listing(night(), "stopped", "--json", ...query);
    expect({ ...JSON.parse(json.stdout), code: json.code }).toMatchObject({ code: 2, ok: false, error: { exitCode: 2 } });
  });
});

test("--sort and --limit choose what is listed first, by default the latest; a stream reads no more than it lists", async () => {
  const found = async (...argv: string[]) => {
    const { stdout } = await listing(night(), "stopped", "--json", "--query", "stopped[].executionId", ...argv);
    return JSON.parse(stdout);
  };
  expect(await found("--limit", "2")).toEqual(["e26", "e25"]);
  expect(await found("--sort", "stopped", "--limit", "2")).toEqual(["e26", "e25"]);
  expect(await found("--sort", "node", "--limit", "2")).toEqual(["e24", "e25"]);
  expect(await found("--node", "backup", "--sort", "workflow", "--limit", "1")).toEqual(["e24"]);
  const requests: string[] = [];
  expect(await listing(night(requests), "stopped", "--limit", "1", "--output", "jsonl")).toMatchObject({ code: 0 });
  expect(requests.length).toBeLessThan(20);
});

test.each(["0", "-1", "1.5", "many", ""])("--limit %j is refused", async (limit) => {
  expect(await runHere(["stopped", `--limit=${limit}`])).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/^--limit must be a number from 1 to 999999999; /),
  });
});

test("of many that cannot be read, the first 20 are listed", async () => {
  const elements = Array.from({ length: 25 }, (_, index) => ({ id: `w${index}` }));
  const { stderr } = await listing((request, response) => {
    const isList = request.url?.endsWith("/workflow-list");
    answering(isList ? 200 : 403, isList ? { elements, total_elements: 25 } : {})(request, response);
  }, "stopped");
  expect(stderr.trimEnd().split("\n")).toHaveLength(21);
  expect(stderr).toMatch(/\nAnd 5 more, which --json lists\.\n$/);
});

test("what the service refuses for now is counted, not reported each time", async () => {
  let requests = 0;
  const { code, stderr } = await listing((request, response) => {
    if (++requests % 3 === 0) return answering(429, { error_code: "APIGW.0308", error_msg: "throttled" })(request, response);
    service([], { total: 5 })(request, response);
  }, "stopped");
  expect({ code, stderr }).toEqual({
    code: 0,
    stderr: expect.stringMatching(/^[2-9] retries: too many requests\.\nNothing needs attention\.\n$/),
  });
});

describe("a list that may be incomplete: exit code 11, a warning, and no all-clear", () => {
  test("stopped, with rows and without", async () => {
    const { code, stdout, stderr } = await listing(service([failed]), "stopped");
    expect({ code, stderr }).toEqual({ code: 11, stderr: repeated });
    expect(stdout).toMatch(/\n.* e1 +n1 +failed \(fail\) /);
    expect(await listing(service([]), "stopped")).toEqual({
      code: 11,
      stdout: "",
      stderr: `${repeated}Nothing was found, but the list may be incomplete.\n`,
    });
  });

  test("stopped as a document, and as what a query selects from it", async () => {
    const json = await listing(service([failed]), "stopped", "--json");
    expect(json).toMatchObject({ code: 11, stderr: "" });
    expect(JSON.parse(json.stdout)).toMatchObject({ ok: false, stopped: [{ executionId: "e1" }], unread: [], warnings: [repeated.trim()] });
    const query = ["--query", 'join(`"\\n"`, stopped[].executionId)'];
    expect(await listing(service([failed]), "stopped", ...query)).toEqual({ code: 11, stdout: "e1\n", stderr: repeated });
    expect(await listing(service([]), "stopped", ...query)).toEqual({ code: 11, stdout: "\n", stderr: repeated });
  });

  test("workflows", async () => {
    const { code, stdout, stderr } = await listing(service([]), "workflows");
    expect({ code, stderr }).toEqual({ code: 11, stderr: repeated });
    expect(stdout.split("\n")).toHaveLength(102);
    expect(JSON.parse((await listing(service([]), "workflows", "--json")).stdout)).toMatchObject({ ok: false });
  });

  test.for([[[{}]], [["e1"]]])("executions that are %j", async ([executions]) => {
    expect(await listing(service(executions), "executions", "--workflow", "w0")).toMatchObject({
      code: 11,
      stderr: expect.stringMatching(/^The list may be incomplete: .*\n/),
    });
  });
});

test("where every list is whole, the all-clear is given, and a query prints no more than it selects", async () => {
  const whole = service([], { total: 3 });
  expect(await listing(whole, "stopped")).toEqual({ code: 0, stdout: "", stderr: "Nothing needs attention.\n" });
  expect(await listing(whole, "stopped", "--query", "length(stopped)")).toEqual({ code: 0, stdout: "0\n", stderr: "" });
});

test("where something was filtered out, there is no all-clear", async () => {
  const failing = service([failed], { total: 3 });
  for (const filter of [
    ["--status", "paused"],
    ["--status", "pausing"],
    ["--since", "1m"],
  ])
    expect(await listing(failing, "stopped", ...filter)).toEqual({
      code: 0,
      stdout: "",
      stderr: "No stopped execution matches these filters.\n",
    });
});

test("a command that is printed can be run as it is, also where an id begins with a dash", async () => {
  const dashed = { ...failed, execution_result_list: [{ ...failed.execution_result_list[0], node_id: "-n 1" }] };
  const { stdout } = await listing(answering(200, dashed), "show", "--workflow", "w1", "--execution", "e1");
  expect(stdout).toContain("aom-workflow restart --workflow w1 --execution e1 --node='-n 1' ");
});

test.skipIf(process.platform !== "linux")("a command that is printed does not name the pipe that a shell made for this one", async () => {
  const folder = await mkdtemp(join(tmpdir(), "aom-workflow-"));
  await writeFile(join(folder, "token"), secret, { mode: 0o600 });
  await using file = await open(join(folder, "token"));
  const { stdout } = await listing(answering(200, failed), "show", "-w", "w1", "-e", "e1", "--token-file", `/dev/fd/${file.fd}`);
  expect(stdout).toContain("aom-workflow restart --workflow w1 --execution e1 ");
  expect(stdout).not.toContain("/dev/fd");
  await rm(folder, { recursive: true });
});

test.for([{ execution_id: "e2" }, { workflow_id: "w2" }])(
  "the state of another execution (%j) is not shown as that of this one",
  async (other) => {
    const end = await listing(answering(200, { ...failed, ...other }), "show", "--workflow", "w1", "--execution", "e1");
    expect(end).toMatchObject({
      code: 3,
      stdout: "",
      stderr: expect.stringMatching(/^The response 200 cannot be trusted: it is about another execution\./),
    });
  },
);
