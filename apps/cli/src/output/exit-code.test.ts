import { expect, test } from "vitest";
import { exitCodes } from "../surface/exit-codes.ts";
import { credentialsExitCode, type Ended, exitCodeOf, unwrittenExitCode } from "./exit-code.ts";

const cases: readonly (readonly [string, Ended, number])[] = [
  ["a misspelt flag", { code: "invalid-input", outcome: "not-sent" }, 2],
  ["no token", { code: "authentication", outcome: "not-sent" }, 4],
  ["no connection", { code: "connection", outcome: "not-sent" }, 3],
  ["no time left before the request", { code: "timeout", outcome: "not-sent" }, 3],
  ["wrong token", { code: "api-error", outcome: "rejected", status: 401 }, 4],
  ["no permission", { code: "api-error", outcome: "rejected", status: 403 }, 4],
  ["no such execution", { code: "api-error", outcome: "rejected", status: 404 }, 5],
  ["too many calls", { code: "api-error", outcome: "rejected", status: 429 }, 5],
  ["a broken connection", { code: "connection", outcome: "unknown" }, 6],
  ["no answer", { code: "timeout", outcome: "unknown" }, 6],
  ["a failure of the server", { code: "api-error", outcome: "unknown", status: 500 }, 6],
  ["a 401 after an attempt that may have been applied", { code: "api-error", outcome: "unknown", status: 401 }, 6],
  ["a page of a proxy", { code: "invalid-response", outcome: "unknown", status: 200 }, 6],
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
  expect(Object.keys(exitCodes)).toContain(String(code));
});

test("every documented exit code has a cause here", () => {
  const caused = [0, unwrittenExitCode, ...cases.map(([, , code]) => code)];
  expect(Object.keys(exitCodes)).toEqual([...new Set(caused)].sort((a, b) => a - b).map(String));
});

test.for([
  ["login-unreachable", 3],
  ["invalid-option", 2],
  ["login-refused", 4],
  ["project-not-found", 4],
] as const)("credentials that fail by %s end with %i", ([code, exitCode]) => {
  expect(credentialsExitCode(code)).toBe(exitCode);
});
