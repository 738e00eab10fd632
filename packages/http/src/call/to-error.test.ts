import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { fail } from "../../test/hostile.ts";
import type { Failure } from "../failure/failure.ts";
import type { FailureOutcome } from "../failure/outcome.ts";
import { withSafeText } from "../failure/safe-text.ts";
import { type CallSummary, toError } from "./to-error.ts";

const call: CallSummary = {
  service: "AOM",
  effect: "once",
  outcome: "unknown",
  attempts: 1,
  retryable: false,
  retryRefusal: "outcome-unknown",
  hintFor: undefined,
};

const answered = { status: 503, requestId: "r", retryAfter: 4 };
const refusal = (errorCode: string, errorMessage?: string): Failure => ({
  code: "api-error",
  outcome: "rejected",
  ...answered,
  answer: { errorCode, errorMessage, requestId: undefined, body: { error_code: errorCode } },
});
const connection = (outcome: "not-sent" | "unknown", cause: unknown): Failure => ({ code: "connection", outcome, cause });
const messageOf = (failure: Failure, outcome: FailureOutcome = failure.outcome, more: Partial<CallSummary> = {}) =>
  toError(failure, { ...call, outcome, ...more }).message;

describe("the message of an error", () => {
  it.each<[string, Failure]>([
    ["AOM answered 503 AOM.1: no. Nothing was done.", refusal("AOM.1", "no")],
    ["AOM answered 503 AOM.1: no! Nothing was done.", refusal("AOM.1", "no!")],
    ["AOM answered 503 AOM.1. Nothing was done.", refusal("AOM.1")],
    [
      "Could not get credentials: no keys. Nothing was sent.",
      { code: "authentication", outcome: "not-sent", cause: withSafeText(new Error("no keys")) },
    ],
    [
      "Could not get credentials: the auth function failed (TypeError, ECONNREFUSED); its text is hidden, since it may contain secrets. Nothing was sent.",
      {
        code: "authentication",
        outcome: "not-sent",
        cause: new TypeError("no hunter2", { cause: Object.assign(new Error("hunter2"), { code: "ECONNREFUSED" }) }),
      },
    ],
    [
      "Could not get credentials: the auth function failed; its text is hidden, since it may contain secrets. Nothing was sent.",
      { code: "authentication", outcome: "not-sent", cause: Object.assign(new Error("hunter2"), { name: "hunter 2", code: "hunter2" }) },
    ],
    [
      "Could not get credentials: the auth function failed; its text is hidden, since it may contain secrets. Nothing was sent.",
      { code: "authentication", outcome: "not-sent", cause: "hunter2" },
    ],
    ["Could not connect: connect ECONNREFUSED. Nothing was sent.", connection("not-sent", new Error("connect ECONNREFUSED"))],
    [
      "The connection broke: read ECONNRESET. The operation may have been applied. Check whether it was applied before calling again.",
      connection("unknown", new Error("read ECONNRESET")),
    ],
    [
      "No complete response within 0.02 s (timeout). The operation may have been applied. Check whether it was applied before calling again.",
      { code: "timeout", outcome: "unknown", limit: "timeout", milliseconds: 20 },
    ],
    ["The call was aborted. Nothing was sent.", { code: "aborted", outcome: "not-sent", cause: undefined }],
    [
      "The response 202 cannot be trusted: the contract does not declare this status. The operation may have been applied. Check whether it was applied before calling again.",
      {
        code: "unexpected-status",
        outcome: "unknown",
        ...answered,
        status: 202,
        problem: "the contract does not declare this status",
        contentType: undefined,
        excerpt: "",
      },
    ],
  ])("is %j", (message, failure) => {
    expect(messageOf(failure)).toBe(message);
  });

  it("distinguishes a temporary refusal from a permanent one", () => {
    const { retryAfter: _, ...unhurried } = { ...refusal("AOM.1"), retryAfter: undefined };
    const retryable = { retryable: true, hintFor: () => "Make fewer calls at a time." };
    expect(messageOf(refusal("AOM.1"), "rejected", retryable)).toBe(
      "AOM answered 503 AOM.1. Nothing was done. Make fewer calls at a time. Try again after 4 s.",
    );
    expect(messageOf(unhurried as Failure, "rejected", { retryable: true })).toBe(
      "AOM answered 503 AOM.1. Nothing was done. Try again later.",
    );
    expect(messageOf(refusal("AOM.1"), "rejected", { retryable: false })).not.toContain("Try again");
    expect(messageOf(refusal("AOM.1"), "unknown", { retryable: true })).not.toContain("Try again");
  });

  it("reports that an earlier attempt is unknown, no matter how the last one ended", () => {
    expect(messageOf(refusal("AOM.1", "no"), "unknown")).toBe(
      "AOM answered 503 AOM.1: no. The operation may have been applied. Check whether it was applied before calling again.",
    );
  });

  it("does not alarm if the operation only reads, or may be sent twice", () => {
    expect(messageOf(connection("unknown", new Error("x")), "unknown", { effect: "none" })).toBe(
      "The connection broke: x. It only reads, so nothing was changed.",
    );
    expect(messageOf(connection("unknown", new Error("x")), "unknown", { effect: "idempotent" })).toBe(
      "The connection broke: x. The operation may have been applied.",
    );
  });

  it.each<[string, unknown, string]>([
    [
      "what the socket said, not that fetch failed",
      new TypeError("fetch failed", { cause: new Error("read ECONNRESET") }),
      "read ECONNRESET",
    ],
    [
      "the first of several errors",
      new AggregateError([new Error("connect ECONNREFUSED ::1"), new Error("b")]),
      "connect ECONNREFUSED ::1",
    ],
    ["an error of another realm", runInNewContext("new TypeError('fetch failed', { cause: new Error('other realm') })"), "other realm"],
    [
      "a failed handshake in words",
      Object.assign(new Error("a0:b1:c2"), { code: "ERR_SSL_WRONG_VERSION_NUMBER", reason: "wrong version number" }),
      "the TLS handshake failed (wrong version number)",
    ],
    [
      "a handshake that failed while the request was waiting for it",
      Object.assign(new Error("write EPROTO 40A7:error:0A00010B:SSL routines:ssl3_get_record:wrong version number:../ssl3_record.c:355:"), {
        code: "EPROTO",
      }),
      "the TLS handshake failed (wrong version number)",
    ],
    ["the name of an error without a text", Object.assign(new Error(""), { name: "AbortError" }), "AbortError"],
    ["a text that was thrown", "no network", "no network"],
    ["nothing that was thrown", undefined, "no reason was given"],
    ["null that was thrown", null, "no reason was given"],
    ["an error whose cause is not an error", new Error("outer", { cause: 7 }), "outer"],
    ["what cannot be printed", Object.create(null), "no reason was given"],
    [
      "what cannot be looked at",
      Object.assign(new Error("fine"), { code: Object.create(null) }),
      "something that cannot be printed was thrown",
    ],
  ])("reports a broken connection %s", (_, cause, reason) => {
    expect(messageOf(connection("unknown", cause))).toContain(`The connection broke: ${reason}. `);
  });

  it("ends on causes in a circle", () => {
    const error = new Error("round");
    error.cause = error;
    expect(messageOf(connection("unknown", error))).toContain("round");
  });
});

describe("the hint of an error", () => {
  it("is the service's if it has one, and knows outcome, effect and response", () => {
    const subjects: unknown[] = [];
    const hintFor = (subject: unknown) => {
      subjects.push(subject);
      return "Ask AOM.";
    };
    expect(messageOf(refusal("APIGW.0308", "throttled"), "rejected", { hintFor })).toBe(
      "AOM answered 503 APIGW.0308: throttled. Nothing was done. Ask AOM.",
    );
    expect(subjects).toEqual([
      expect.objectContaining({ outcome: "rejected", effect: "once", status: 503, errorCode: "APIGW.0308", errorMessage: "throttled" }),
    ]);
  });

  it("is the gateway's if the service has none", () => {
    expect(messageOf(refusal("APIGW.0307"), "rejected", { hintFor: () => undefined })).toContain("Get a new token and call again.");
    expect(toError(refusal("AOM.1"), { ...call, outcome: "rejected" }).hint).toBeUndefined();
  });

  it("that fails does not lose the error", () => {
    const hintFor = () => {
      throw new Error("hint");
    };
    expect(messageOf(refusal("AOM.1"), "rejected", { hintFor })).toBe("AOM answered 503 AOM.1. Nothing was done.");
  });
});

describe("the fields of an error", () => {
  it("are those of the failure and of the whole call", () => {
    expect(toError(refusal("AOM.1", "no"), { ...call, attempts: 3, retryable: true, retryRefusal: "deadline" })).toMatchObject({
      outcome: "unknown",
      attempts: 3,
      retryable: true,
      retryRefusal: "deadline",
      status: 503,
      requestId: "r",
      retryAfter: 4,
      errorCode: "AOM.1",
      errorMessage: "no",
      body: { error_code: "AOM.1" },
    });
    expect(toError({ code: "timeout", outcome: "unknown", limit: "deadline", milliseconds: 20 }, call)).toMatchObject({
      limit: "deadline",
      limitMs: 20,
      status: undefined,
    });
  });
});

describe("the text of a response that cannot be trusted", () => {
  const unread = {
    outcome: "unknown",
    ...answered,
    status: 502,
    problem: "it is HTML",
    contentType: "text/html",
    excerpt: "<html>",
  } as const;

  it.each([
    ["unexpected-status", "UnexpectedStatusError"],
    ["invalid-response", "InvalidResponseError"],
  ] as const)("is in the error (%s): status, request id, when to come back, and how it began", (code, name) => {
    expect(toError({ code, ...unread }, call)).toMatchObject({
      name,
      code,
      status: 502,
      requestId: "r",
      retryAfter: 4,
      contentType: "text/html",
      excerpt: "<html>",
    });
  });

  it("does not reach hints, which are about what the service itself says", () => {
    const subjects: unknown[] = [];
    toError(
      { code: "unexpected-status", ...unread },
      { ...call, permission: "aom:x", hintFor: (subject) => void subjects.push(subject) as undefined },
    );
    expect(subjects).toStrictEqual([{ outcome: "unknown", effect: "once", permission: "aom:x" }]);
  });

  it("has its status in the error also if the time was up before its end", () => {
    const late: Failure = { code: "timeout", outcome: "unknown", limit: "timeout", milliseconds: 20, status: 200 };
    expect(toError(late, call)).toMatchObject({ status: 200, requestId: undefined });
  });
});

describe("the hint of the package that makes the client", () => {
  it("takes the place of the general one", () => {
    expect(messageOf(connection("unknown", new Error("x")), "unknown", { hintFor: () => "Look at the console." })).toBe(
      "The connection broke: x. The operation may have been applied. Look at the console.",
    );
  });
});

describe("the cause of a broken connection", () => {
  const chain = (length: number) => {
    let error = new Error("e0");
    for (let level = 1; level < length; level++) error = new Error(`e${level}`, { cause: error });
    return error;
  };

  it.each<[string, unknown, string]>([
    ["the innermost of six is quoted", chain(6), "e0"],
    ["beyond that, the deepest that was looked at", chain(10), "e3"],
    ["of several errors the first", new AggregateError([new Error("first"), new Error("second")], "all failed"), "first"],
    ["of a list of none the list's own text", new AggregateError([], "all failed"), "all failed"],
    ["of what cannot be looked at, that it gives none", Object.defineProperty({}, "message", { get: fail }), "no reason was given"],
  ])("%s", (_, cause, quoted) => {
    expect(messageOf(connection("unknown", cause))).toContain(`The connection broke: ${quoted}. `);
  });

  it("may go in a circle", () => {
    const [one, other] = [new Error("one"), new Error("other")];
    Object.assign(one, { cause: other });
    Object.assign(other, { cause: one });
    expect(messageOf(connection("unknown", one))).toMatch(/The connection broke: (one|other)\. /);
    const list = new AggregateError([], "list");
    list.errors.push(list);
    expect(messageOf(connection("unknown", list))).toContain("The connection broke: list. ");
  });
});
