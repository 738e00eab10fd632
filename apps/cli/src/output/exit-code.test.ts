import type { CredentialsError } from "@aom-workflow/auth";
import type { AnyCallError } from "@aom-workflow/client";
import { expect, test } from "vitest";
import { exitCodes } from "../surface/exit-codes.ts";
import {
  credentialsExitCode,
  type Ended,
  exitCodeOf,
  incompleteExitCode,
  signalExitCodes,
  stoppedExitCode,
  unwrittenExitCode,
  waitEndedExitCode,
} from "./exit-code.ts";
import type { UsageErrorCode } from "./usage-error.ts";

const cases: readonly (readonly [string, Ended, number])[] = [
  ["a misspelt flag", { code: "invalid-input", outcome: "not-sent" }, 2],
  ["no token", { code: "authentication", outcome: "not-sent" }, 4],
  ["no connection", { code: "connection", outcome: "not-sent" }, 3],
  ["no time left before the request", { code: "timeout", outcome: "not-sent" }, 3],
  ["wrong token", { code: "api-error", outcome: "rejected", status: 401 }, 4],
  ["no permission", { code: "api-error", outcome: "rejected", status: 403 }, 4],
  ["no such execution", { code: "api-error", outcome: "rejected", status: 404 }, 5],
  ["too many calls", { code: "api-error", outcome: "rejected", status: 429, retryable: true }, 10],
  ["too many calls, by a page of a proxy", { code: "unexpected-status", outcome: "rejected", status: 429, retryable: false }, 10],
  ["too many calls after an attempt that may have been applied", { code: "api-error", outcome: "unknown", status: 429 }, 6],
  ["a gateway that cannot reach IAM", { code: "api-error", outcome: "rejected", status: 503, retryable: true }, 10],
  ["no connection, for now", { code: "connection", outcome: "not-sent", retryable: true }, 3],
  ["a broken connection", { code: "connection", outcome: "unknown" }, 6],
  ["no answer", { code: "timeout", outcome: "unknown" }, 6],
  ["a failure of the server", { code: "api-error", outcome: "unknown", status: 500 }, 6],
  ["a 401 after an attempt that may have been applied", { code: "api-error", outcome: "unknown", status: 401 }, 6],
  ["a page of a proxy", { code: "invalid-response", outcome: "unknown", status: 200 }, 6],
  ["a state that does not allow it", { code: "state-refused", outcome: "not-sent" }, 5],
  ["a state that nobody tells", { code: "state-unread", outcome: "not-sent" }, 3],
  ["a state that may not be read", { code: "state-unread", outcome: "not-sent", status: 403 }, 4],
  ["an execution that is not there, when its state is read first", { code: "state-unread", outcome: "not-sent", status: 404 }, 5],
  ["too many calls when the state is read first", { code: "state-unread", outcome: "not-sent", status: 429, retryable: true }, 10],
  ["a failure of the server when the state is read first", { code: "state-unread", outcome: "not-sent", status: 500, retryable: true }, 10],
  ["no answer to what only reads", { code: "timeout", outcome: "unknown", onlyReads: true }, 3],
  [
    "a failure of the server at what only reads",
    { code: "api-error", outcome: "unknown", status: 500, retryable: true, onlyReads: true },
    10,
  ],
  [
    "a page of a portal at what only reads",
    { code: "invalid-response", outcome: "unknown", status: 200, retryable: false, onlyReads: true },
    3,
  ],
  ["a bug before the request", { code: "internal", outcome: "not-sent" }, 1],
  ["a bug after the request", { code: "internal", outcome: "unknown" }, 6],
  ["Ctrl-C before the request", { code: "aborted", outcome: "not-sent", interruptedBy: "SIGINT" }, 130],
  ["Ctrl-C during the request", { code: "aborted", outcome: "unknown", interruptedBy: "SIGINT" }, 130],
  ["a terminal that went away", { code: "aborted", outcome: "unknown", interruptedBy: "SIGHUP" }, 129],
  ["Ctrl-\\ during the request", { code: "aborted", outcome: "unknown", interruptedBy: "SIGQUIT" }, 131],
  ["SIGTERM during the request", { code: "aborted", outcome: "unknown", interruptedBy: "SIGTERM" }, 143],
];

test.for(cases)("%s", ([, ended, code]) => {
  expect(exitCodeOf(ended)).toBe(code);
  expect(Object.keys(exitCodes)).toContain(rowOf(code));
});

/** The row of the table; signals share one. */
function rowOf(exitCode: number): string {
  return (Object.values(signalExitCodes) as number[]).includes(exitCode) ? "signal" : String(exitCode);
}

/** Every code that an error can have; one that is added and missing here does not compile. */
const codes = Object.keys({
  "invalid-input": true,
  authentication: true,
  connection: true,
  timeout: true,
  aborted: true,
  "api-error": true,
  "unexpected-status": true,
  "invalid-response": true,
  "state-refused": true,
  "state-unread": true,
  declined: true,
  "in-doubt": true,
  internal: true,
} satisfies Record<AnyCallError["code"] | UsageErrorCode | "internal", true>);

const credentialsCodes = Object.keys({
  "invalid-credentials": true,
  "expired-credentials": true,
  "no-credentials": true,
  "source-failed": true,
  "login-refused": true,
  "login-unreachable": true,
  "unexpected-response": true,
  "project-not-found": true,
  "project-ambiguous": true,
  "file-unreadable": true,
  "file-invalid": true,
  "file-readable-by-others": true,
  "invalid-option": true,
} satisfies Record<CredentialsError["code"], true>);

function statusesOf(code: string): readonly (number | undefined)[] {
  if (code === "state-unread") return [undefined, 403, 404, 429];
  return answered.includes(code) ? [401, 403, 404, 429] : [undefined];
}

const answered = ["api-error", "unexpected-status", "invalid-response"];

/** Everything that an error can say of itself, with the exit code that follows from it. */
const ends = codes.flatMap((code) =>
  (["not-sent", "rejected", "unknown"] as const)
    // Only an answer rejects, and whoever answered was sent something.
    .filter((outcome) => (answered.includes(code) ? outcome !== "not-sent" : outcome !== "rejected"))
    // What is wrong on this side is known before anything is sent.
    .filter(
      (outcome) => outcome !== "unknown" || !["invalid-input", "declined", "in-doubt", "state-refused", "state-unread"].includes(code),
    )
    .flatMap((outcome) => statusesOf(code).map((status) => ({ code, outcome, status })))
    .flatMap((ended) =>
      (code === "aborted" ? Object.keys(signalExitCodes) : [undefined]).map((interruptedBy) => ({ ...ended, interruptedBy })),
    ),
);

const reached = [
  ...ends.map(({ code, outcome, ...more }) => ({ code, outcome, exitCode: exitCodeOf({ code, outcome, ...more }) })),
  ...credentialsCodes.map((code) => ({ code, outcome: "not-sent" as const, exitCode: credentialsExitCode({ code }) })),
  {
    code: "unexpected-response",
    outcome: "not-sent" as const,
    exitCode: credentialsExitCode({ code: "unexpected-response", status: 429 }),
  },
  { code: "held", outcome: "not-sent" as const, exitCode: stoppedExitCode },
];

test("every way to fail has its cause in the table, with its outcome", () => {
  const missing = reached.filter(({ code, outcome, exitCode }) => {
    const { outcomes = [], causes = [] } = exitCodes[rowOf(exitCode)] ?? {};
    return !outcomes.includes(outcome) || !causes.some(({ codes }) => codes.includes(code));
  });
  expect(missing).toEqual([]);
});

test("every cause in the table happens", () => {
  const promised = Object.entries(exitCodes).flatMap(([exitCode, { causes }]) =>
    causes.flatMap(({ codes }) => codes.map((code) => `${exitCode} ${code}`)),
  );
  expect(promised.filter((each) => !reached.some(({ code, exitCode }) => each === `${rowOf(exitCode)} ${code}`))).toEqual([]);
  const others = [0, unwrittenExitCode, waitEndedExitCode, stoppedExitCode, incompleteExitCode];
  const known = [...others, ...reached.map(({ exitCode }) => exitCode)].sort((a, b) => a - b);
  expect(Object.keys(exitCodes)).toEqual([...new Set(known.map(rowOf))]);
});

test("1, 2 and 3 never mean that something may have been done", () => {
  for (const exitCode of [1, 2, 3]) expect(exitCodes[exitCode]?.outcomes).toEqual(["not-sent"]);
});

test.for([
  ["login-unreachable", { retryable: true }, 3],
  ["invalid-option", {}, 2],
  ["login-refused", { status: 401 }, 4],
  ["unexpected-response", { status: 302 }, 4],
  ["unexpected-response", { status: 503, retryable: true }, 10],
  ["unexpected-response", { status: 429, retryable: true }, 10],
  ["project-not-found", {}, 4],
] as const)("credentials that fail by %s %j end with %i", ([code, answer, exitCode]) => {
  expect(credentialsExitCode({ code, ...answer })).toBe(exitCode);
});
