import { CredentialsError } from "@aom-workflow/auth";
import { AbortedError, AuthenticationError, ConnectionError, InvalidInputError, StateError, TimeoutError } from "@aom-workflow/client";
import { describe, expect, test } from "vitest";
import { describeError, isExpected } from "./describe-error.ts";
import { UsageError } from "./usage-error.ts";

const text = { summary: "It failed.", consequence: "Nothing was sent." };
const unsent = { outcome: "not-sent", attempts: 0, retryable: false } as const;
const credentials = new CredentialsError("login-refused", "IAM refused.", { source: "IAM", requestId: "r-iam" });
const doctor = "To see what is wrong: aom-workflow doctor";

function described(error: unknown, circumstances: Partial<Parameters<typeof describeError>[1]> = {}) {
  const { talk, exitCode } = describeError(error, { started: false, ...circumstances });
  return [exitCode, talk];
}

describe("what a person reads", () => {
  test("of credentials is the same whether they failed before the call or in it", () => {
    const sentences = [4, "IAM refused.\nNothing was sent to AOM.\nRequest id: r-iam"];
    expect(described(credentials)).toEqual(sentences);
    expect(described(new AuthenticationError(text, { ...unsent, cause: credentials }))).toEqual(sentences);
  });

  test("of credentials that could not be renewed after an attempt is first what may have been applied", () => {
    const renewed = new AuthenticationError(
      { ...text, consequence: "The operation may have been applied." },
      { ...unsent, outcome: "unknown", cause: credentials },
    );
    expect(described(renewed)).toEqual([6, "It failed. The operation may have been applied."]);
  });

  test("of other errors is the call's own sentence, also where credentials are their cause", () => {
    expect(described(new AuthenticationError(text, { ...unsent, cause: new Error("x") }))).toEqual([4, "It failed. Nothing was sent."]);
    expect(described(new TimeoutError(text, { ...unsent, cause: credentials, limit: "deadline", limitMs: 2000 }))).toEqual([
      3,
      "No complete response within 2 s (--timeout). Nothing was sent.",
    ]);
    expect(described(new InvalidInputError("nodeId", "is missing"))).toEqual([2, "nodeId is missing. Nothing was sent."]);
  });

  test("of a state that could not be read says how to skip without it, and only there", () => {
    const unread = new StateError(new ConnectionError(text, unsent));
    const message = "The state could not be read first. It failed. Nothing was sent.";
    expect(described(unread, { command: "skip" })).toEqual([3, `${message} To send it without reading the state: --no-check.`]);
    expect(described(unread, { command: "restart" })).toEqual([3, message]);
    expect(described(new StateError("The node is running."), { command: "skip" })).toEqual([5, "The node is running. Nothing was sent."]);
    expect(described(new InvalidInputError("nodeId", "is missing"), { command: "skip" })).toEqual([
      2,
      "nodeId is missing. Nothing was sent.",
    ]);
  });

  test("of a connection that was never established names what looks into it; of a broken one it does not", () => {
    expect(described(new ConnectionError(text, unsent))).toEqual([3, `It failed. Nothing was sent. ${doctor}`]);
    const broken = new ConnectionError({ ...text, consequence: "The operation may have been applied." }, { ...unsent, outcome: "unknown" });
    expect(described(broken)).toEqual([6, "It failed. The operation may have been applied."]);
  });

  test("of an interruption and of a limit speaks of the flag that was given", () => {
    const aborted = new AbortedError({ ...text, hint: "Look first." }, unsent);
    expect(described(aborted, { interruptedBy: "SIGTERM" })).toEqual([143, "Interrupted. Nothing was sent. Look first."]);
    const late = new TimeoutError(text, { ...unsent, limit: "timeout", limitMs: 30_000 });
    expect(described(late, { timeoutMs: 1500 })).toEqual([3, "No complete response within 1.5 s (--timeout). Nothing was sent."]);
  });

  test("of a mistake names the help of the command, or of all", () => {
    const mistake = new UsageError(["--node is missing.", "--region is unknown."]);
    const problems = "--node is missing.\n--region is unknown.\nNothing was sent.";
    expect(described(mistake, { command: "skip" })).toEqual([2, `${problems} See: aom-workflow skip --help`]);
    expect(described(mistake)).toEqual([2, `${problems} See: aom-workflow --help`]);
    expect(described(new UsageError("No credentials.", { code: "authentication", remedy: "Log in." }))).toEqual([
      4,
      "No credentials. Log in.\nNothing was sent. See: aom-workflow --help",
    ]);
  });

  test("of a person who did not say yes points to no help", () => {
    expect(described(new UsageError("Not confirmed.", { code: "declined" }))).toEqual([2, "Not confirmed. Nothing was sent."]);
  });

  test.each([
    ["before a request", { started: false }, 1, "not-sent", "Nothing was sent."],
    ["after one", { started: true }, 6, "unknown", "The operation may have been applied"],
    ["after one that only reads", { started: true, onlyReads: true }, 1, "not-sent", "Nothing was sent."],
  ])("of a bug %s says whether something may have been done", (_, circumstances, exitCode, outcome, sentence) => {
    const { talk, document, ...rest } = describeError(new TypeError("x is not a function"), circumstances);
    expect(rest.exitCode).toBe(exitCode);
    expect(talk).toMatch(/^Internal error: x is not a function\. /);
    expect(talk).toContain(sentence);
    expect(document).toEqual({
      ok: false,
      error: { name: "InternalError", code: "internal", message: talk, outcome, retryable: false, exitCode },
    });
  });
});

test("expected errors are distinguished from bugs", () => {
  for (const error of [credentials, new UsageError("x"), new InvalidInputError("a", "b")]) expect(isExpected(error)).toBe(true);
  for (const error of [new Error("x"), undefined, "x"]) expect(isExpected(error)).toBe(false);
});
