import { inspect } from "node:util";
import { runInNewContext } from "node:vm";
import { describe, expect, it, vi } from "vitest";
import { CallError } from "./call-error.ts";
import {
  AbortedError,
  ApiError,
  AuthenticationError,
  ConnectionError,
  InvalidInputError,
  InvalidResponseError,
  isApiError,
  isCallError,
  TimeoutError,
  UnexpectedStatusError,
} from "./errors.ts";
import { consequenceOf } from "./outcome.ts";

const text = { summary: "AOM answered 429 APIGW.0308.", consequence: "Nothing was done.", hint: "Wait." };
const details = { outcome: "rejected", attempts: 2, retryable: true, retryRefusal: "attempts-exhausted" } as const;
const answered = { ...details, status: 429, requestId: "r", retryAfter: 3 };

const errors = {
  "invalid-input": new InvalidInputError("workflowId", "is missing"),
  authentication: new AuthenticationError(text, details),
  connection: new ConnectionError(text, { ...details, cause: new Error("read ECONNRESET") }),
  timeout: new TimeoutError(text, { ...details, limit: "deadline", limitMs: 5 }),
  aborted: new AbortedError(text, { ...details, cause: "why" }),
  "api-error": new ApiError(text, {
    ...answered,
    status: 429,
    errorCode: "APIGW.0308",
    errorMessage: "throttled",
    body: { error_code: "APIGW.0308" },
  }),
  "unexpected-status": new UnexpectedStatusError(text, { ...answered, contentType: "text/html", excerpt: "<html>" }),
  "invalid-response": new InvalidResponseError(text, { ...answered, contentType: undefined, excerpt: "" }),
};

describe.each(Object.entries(errors))("%s", (code, error) => {
  it("is told apart by its code, is an Error with its own name, and is known by the guards", () => {
    expect(error.code).toBe(code);
    expect(error).toBeInstanceOf(Error);
    expect(error).toBeInstanceOf(CallError);
    expect(error.name).toBe(error.constructor.name);
    expect(error.stack).toMatch(new RegExp(`^${error.name}: `));
    expect([isCallError(error), isApiError(error)]).toEqual([true, code === "api-error"]);
  });

  it("becomes JSON that a log can keep, with its code and outcome and without stack and cause", () => {
    const json = JSON.parse(JSON.stringify(error));
    expect(json).toMatchObject({ name: error.name, code, message: error.message, outcome: error.outcome, attempts: error.attempts });
    expect(Object.keys(json)).not.toEqual(expect.arrayContaining(["stack"]));
    expect(Object.keys(json)).not.toEqual(expect.arrayContaining(["cause"]));
  });
});

describe("an error", () => {
  it("says in its message what happened, what became of it and what to do, and each by itself", () => {
    expect(errors.timeout.message).toBe("AOM answered 429 APIGW.0308. Nothing was done. Wait.");
    expect(errors.timeout).toMatchObject(text);
    expect(new ConnectionError({ summary: "A.", consequence: "B." }, details).message).toBe("A. B.");
  });

  it("has everything that a program may want to know of an answer", () => {
    expect(errors["api-error"]).toMatchObject({
      outcome: "rejected",
      attempts: 2,
      retryable: true,
      retryRefusal: "attempts-exhausted",
      status: 429,
      errorCode: "APIGW.0308",
      errorMessage: "throttled",
      requestId: "r",
      retryAfter: 3,
      body: { error_code: "APIGW.0308" },
    });
    expect(errors.timeout).toMatchObject({ limit: "deadline", limitMs: 5 });
    expect(errors["unexpected-status"].toJSON()).toMatchObject({ contentType: "text/html", excerpt: "<html>" });
    expect(errors["invalid-input"].toJSON()).toMatchObject({ parameter: "workflowId" });
  });

  it("keeps what was caught as its cause", () => {
    expect(errors.connection.cause).toMatchObject({ message: "read ECONNRESET" });
    expect(errors.aborted.cause).toBe("why");
    expect("cause" in errors.timeout).toBe(false);
  });

  it("prints its sentences once", () => {
    expect(inspect(errors.timeout).match(/Nothing was done/g)).toHaveLength(1);
  });

  it("of an input says that nothing was sent, whatever the operation does", () => {
    expect(errors["invalid-input"]).toMatchObject({
      message: "workflowId is missing. Nothing was sent.",
      problem: "is missing",
      outcome: "not-sent",
      attempts: 0,
      retryable: false,
    });
  });
});

describe("the guards", () => {
  it("know an error of another installed copy of this package", async () => {
    vi.resetModules();
    const copy = await import("./errors.ts");
    const foreign = new copy.InvalidInputError("a", "b");
    expect(foreign).not.toBeInstanceOf(InvalidInputError);
    expect(isCallError(foreign)).toBe(true);
  });

  it("know an error of another realm, as test runners have them", () => {
    const error = runInNewContext("Object.assign(new Error('x'), { [brand]: true, code: 'api-error' })", {
      brand: Symbol.for("@aom-workflow/error"),
    });
    expect([isCallError(error), isApiError(error)]).toEqual([true, true]);
  });

  it.each<[string, unknown]>([
    ["an error", new Error("x")],
    ["what only looks like one", { code: "api-error", outcome: "rejected" }],
    ["nothing", undefined],
    ["null", null],
    ["a text", "api-error"],
    [
      "what throws when it is looked at",
      new Proxy(
        {},
        {
          get() {
            throw new Error("hands off");
          },
        },
      ),
    ],
  ])("do not take %s for one", (_, thrown) => {
    expect([isCallError(thrown), isApiError(thrown)]).toEqual([false, false]);
  });
});

describe("what became of it", () => {
  it.each([
    ["not-sent", "once", "Nothing was sent."],
    ["rejected", "once", "Nothing was done."],
    ["unknown", "once", "The operation may have been applied."],
    ["unknown", "idempotent", "The operation may have been applied."],
    ["unknown", "none", "It only reads, so nothing was changed."],
    ["not-sent", "none", "Nothing was sent."],
  ] as const)("%s of an operation with the effect %s: %s", (outcome, effect, sentence) => {
    expect(consequenceOf(outcome, effect)).toBe(sentence);
  });
});
