import { expect, test } from "vitest";
import { ids } from "./fixtures.ts";
import { answering, loopback } from "./loopback.ts";
import { runHere } from "./run-here.ts";

const forged = "no\r\nRestarted node forged\u2028\u0085\u202e\u2066\u200f\x9b2K";
const steering = /[\0-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/;
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
