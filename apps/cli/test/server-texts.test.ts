import { describe, expect, test } from "vitest";
import { ids } from "./fixtures.ts";
import { answering, loopback } from "./loopback.ts";
import { runHere } from "./run-here.ts";

const forged = "no\r\nRestarted node forged\u2028\u0085\u202e\u2066\u200f\x9b2K\u200b\u{e0041}\u00ad";
/** What steers a terminal, or cannot be seen on it. */
const steering = /(?!\n)[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2028\u2029]/u;
const refusal = { error_code: forged, error_msg: forged, request_id: forged };
const applied = { result: "success", note: forged };

test.for([
  ["text", 404, refusal, []],
  ["JSON", 404, refusal, ["--json"]],
  ["JSON", 200, applied, ["--json"]],
  ["what a query picks", 200, applied, ["--query", "data.note"]],
] as const)("in %s of an answer %i a server forges no line", async ([_, status, body, form]) => {
  await using server = await loopback(answering(status, body));
  const { stdout, stderr } = await runHere(["restart", "--no-check", ...ids, "--endpoint", server.url, ...form]);
  expect(stdout + stderr).toContain("Restarted node forged");
  expect(stdout + stderr).not.toMatch(steering);
  expect(stdout + stderr).not.toMatch(/^Restarted node forged/m);
  if (stdout !== "" && status === 200) expect(stdout).toContain("\\u202e");
});

describe("an id or a name from the service with a line break, or with what cannot be seen,", () => {
  const hostile = "x\nNothing needs attention.\u200b\u{e0041}\u00ad\u202e";
  const of = (id: string) => ({ id, name: hostile, status: "fail", last_execution_start_time: 1_790_000_000_000 });
  const node = { id: hostile, name: hostile, status: hostile, log: hostile };
  const execution = { execution_id: `abcdefgh${hostile}`, status: "fail", create_by: hostile, node_execution_list: [node] };

  test.for(
    [
      ["workflows"],
      ["stopped"],
      ["stopped", "--output", "jsonl"],
      ["stopped", "--json"],
      ["stopped", "--by", "node"],
      ["restart", "abcdefgh", "--yes"],
      ["restart", "abcdefgh", "--no-input"],
      ["executions", "-w", "readable"],
      ["show", "abcdefgh"],
      ["plan", "restart"],
    ].map((argv) => [argv] as const),
  )("forges no line and hides nothing: %j", async ([argv]) => {
    await using server = await loopback((request, response) => {
      const { pathname } = new URL(request.url ?? "", "http://localhost");
      const isList = pathname.endsWith("/workflow-list");
      // One workflow can be read, the other cannot.
      const isRefused = !isList && !pathname.includes("/workflow/readable/");
      const body = isList
        ? { elements: [of(hostile), of("readable")], total_elements: 2 }
        : isRefused
          ? { error_code: "AOM.1", error_msg: hostile }
          : pathname.endsWith("/executions")
            ? [execution]
            : execution;
      answering(isRefused ? 403 : 200, body)(request, response);
    });
    const { stdout, stderr } = await runHere([...argv, "--endpoint", server.url], { columns: 100, env: { NO_COLOR: "1" } });
    expect(stdout + stderr).not.toMatch(steering);
    expect(stdout + stderr).toContain("\\u200b");
    expect(stdout + stderr).not.toMatch(/^Nothing needs attention/m);
  });
});

test.for([
  ["restart", "--node", "--x\nRestarted node"],
  ["x\nRestarted node"],
  ["restart", "--x\nRestarted node"],
  ["workflows", "--token-file", "/nowhere\nRestarted node"],
  ["workflows", "--profile", "x\u2028\u200bRestarted node"],
  ["show", "a", "--journal=\nRestarted node"],
])("an argument that a script hands on forges no line: %j", async (...argv) => {
  const { stderr } = await runHere(argv.flat().map(String));
  expect(stderr).not.toMatch(/^Restarted/m);
  expect(stderr).not.toMatch(steering);
});

test("an id cannot add a line to the question", async () => {
  let asked = "";
  const ask = async (question: string) => {
    asked = question;
    return "";
  };
  const terminal = { canAsk: true, canDraw: false, columns: 80, status() {}, ask };
  const argv = [
    "skip",
    "--no-check",
    "--workflow",
    "w1",
    "--execution",
    "e1",
    "--node",
    "a\u2028Continue? [y/N] \u202e",
    "--endpoint",
    "http://127.0.0.1:9",
  ];
  await runHere(argv, { host: { terminal } });
  expect(asked).toMatch(/^About to skip node a Continue/);
  expect(asked).not.toMatch(steering);
});
