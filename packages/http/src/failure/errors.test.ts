import { inspect } from "node:util";
import { isNativeError } from "node:util/types";
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
import { errorFromJSON } from "./from-json.ts";
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
  it("is distinguished by its code, is an Error with its own name, and is known by the guards", () => {
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
  it("says in its message what happened, the outcome and what to do, and each separately", () => {
    expect(errors.timeout.message).toBe("AOM answered 429 APIGW.0308. Nothing was done. Wait.");
    expect(errors.timeout).toMatchObject(text);
    expect(new ConnectionError({ summary: "A.", consequence: "B." }, details).message).toBe("A. B.");
  });

  it("has everything that a program may want to know of a response", () => {
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

  it("keeps the caught error as its cause", () => {
    expect(errors.connection.cause).toMatchObject({ message: "read ECONNRESET" });
    expect(errors.aborted.cause).toBe("why");
    expect("cause" in errors.timeout).toBe(false);
  });

  it("prints its sentences once", () => {
    expect(inspect(errors.timeout).match(/Nothing was done/g)).toHaveLength(1);
  });

  it("of an input says that nothing was sent, for every effect", () => {
    expect(errors["invalid-input"]).toMatchObject({
      message: "workflowId is missing. Nothing was sent.",
      problem: "is missing",
      outcome: "not-sent",
      attempts: 0,
      retryable: false,
    });
  });
});

describe("an error that went to another thread or process as its JSON", () => {
  const ways: Readonly<Record<string, (json: object) => unknown>> = {
    JSON: (json) => JSON.parse(JSON.stringify(json)),
    structuredClone: (json) => structuredClone(json),
    "another realm": (json) => runInNewContext("JSON.parse(json)", { json: JSON.stringify(json) }),
  };

  describe.each(Object.entries(ways))("by %s", (_, send) => {
    it.each(Object.entries(errors))("is known by the guards: %s", (code, error) => {
      const data = send(error.toJSON());
      expect([isCallError(data), isApiError(data)]).toEqual([true, code === "api-error"]);
      expect(isCallError(send({ ...error.toJSON(), outcome: "applied" }))).toBe(false);
    });

    it.each(Object.entries(errors))("comes back whole, but for its cause: %s", (_, error) => {
      const back = errorFromJSON(send(error.toJSON()));
      expect(back).toBeInstanceOf(error.constructor);
      expect(isCallError(back)).toBe(true);
      expect(isNativeError(back)).toBe(true);
      expect(back.toJSON()).toEqual(error.toJSON());
      expect(back).toMatchObject({ name: error.name, summary: error.summary, consequence: error.consequence, hint: error.hint });
      const shown = ({ ...own }: object) => ({ ...own, cause: undefined });
      expect(shown(back)).toEqual(shown(error));
      expect(back.stack).toMatch(new RegExp(`^${error.name}: `));
      expect("cause" in back).toBe(false);
    });
  });

  it("has the answer as the contract has it, so that its status narrows the body there too", () => {
    expect(JSON.parse(JSON.stringify(errors["api-error"]))).toMatchObject({ status: 429, body: { error_code: "APIGW.0308" } });
  });

  it("of an operation that only reads, or of a kind that this package does not know, comes back too", () => {
    const reading = new ConnectionError(
      { summary: "A.", consequence: consequenceOf("unknown", "none"), hint: "B." },
      { ...details, outcome: "unknown" },
    );
    expect(errorFromJSON(reading.toJSON())).toMatchObject({
      summary: "A.",
      consequence: "It only reads, so nothing was changed.",
      hint: "B.",
    });
    const other = errorFromJSON({ ...reading.toJSON(), name: "StateError", code: "state-refused", message: "C." });
    expect(other).toBeInstanceOf(CallError);
    expect(other).toMatchObject({ name: "StateError", code: "state-refused", summary: "C.", consequence: "", hint: undefined });
  });

  it.each(["__proto__", "stack", "toJSON", "then", "constructor", "cause"])("stays an error where the data has a %s of its own", (name) => {
    const data = JSON.parse(JSON.stringify(errors.timeout).replace("{", `{"${name}":{"forged":true},`));
    const back = errorFromJSON(data);
    expect(back).toBeInstanceOf(TimeoutError);
    expect(back.stack).toMatch(/^TimeoutError: /);
    expect(back.toJSON()).toEqual(errors.timeout.toJSON());
    expect("then" in back || "cause" in back || "forged" in back).toBe(false);
  });

  it.each<[unknown, string | undefined, boolean]>([
    ["unknown", undefined, false],
    ["unknown", "outcome-unknown", false],
    ["unknown", "attempts-exhausted", true],
    ["rejected", undefined, true],
  ])("with outcome %s, not retried for %s, can be retried: %s", (outcome, retryRefusal, retryable) => {
    const data = { ...errors.timeout.toJSON(), outcome, retryRefusal, retryable: true };
    expect(errorFromJSON(data).retryable).toBe(retryable);
  });

  it("is the same error if it is one already", () => {
    expect(errorFromJSON(errors.timeout)).toBe(errors.timeout);
  });

  it.each([undefined, null, "timeout", {}, new Error("x"), { ...errors.timeout.toJSON(), retryable: undefined }])(
    "is not made from %o, whose outcome is unknown",
    (data) => expect(() => errorFromJSON(data)).toThrow(TypeError),
  );

  it("is lost if the error itself is cloned; the guards then return false", () => {
    expect(isCallError(structuredClone(errors["api-error"]))).toBe(false);
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
    ["another library's error with the same properties", Object.assign(new Error("x"), errors.timeout.toJSON())],
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

describe("the outcome", () => {
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
