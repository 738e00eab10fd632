import { ApiError } from "@aom-workflow/http";
import { describe, expect, it } from "vitest";
import { errorFromJSON, isApiError, isCallError } from "./errors.ts";
import { StateError } from "./state-error.ts";

const text = { summary: "AOM answered 429 APIGW.0308.", consequence: "Nothing was done.", hint: "Wait." };
const answered = { attempts: 2, retryable: true, status: 429, requestId: "r", retryAfter: 3 };

describe("the error of a state that was read first", () => {
  it("says why the state does not allow the operation, and that nothing was sent", () => {
    const error = new StateError("The node is running.");
    expect(error).toMatchObject({
      name: "StateError",
      code: "state-refused",
      message: "The node is running. Nothing was sent.",
      outcome: "not-sent",
      attempts: 0,
      retryable: false,
      hint: undefined,
      status: undefined,
    });
    expect("cause" in error).toBe(false);
    expect(isCallError(error)).toBe(true);
  });

  it("says why the state could not be read, with all details of the failed read; the operation itself was not sent", () => {
    const cause = new ApiError(
      { ...text, consequence: "It only reads, so nothing was changed." },
      { ...answered, outcome: "unknown", errorCode: "APIGW.0308", errorMessage: "throttled", body: {} },
    );
    const error = new StateError(cause);
    expect(error).toMatchObject({
      code: "state-unread",
      message: "The state could not be read first. AOM answered 429 APIGW.0308. Nothing was sent. Wait.",
      outcome: "not-sent",
      attempts: 0,
      retryable: true,
      status: 429,
      errorCode: "APIGW.0308",
      errorMessage: "throttled",
      requestId: "r",
      retryAfter: 3,
    });
    expect(error.cause).toBe(cause);
  });

  it.each([
    new StateError("The node is running."),
    new StateError(new ApiError(text, { ...answered, outcome: "rejected", errorCode: "A", body: {} })),
  ])("comes back from its JSON: %s", (error) => {
    const back = errorFromJSON(JSON.parse(JSON.stringify(error)));
    expect(back).toBeInstanceOf(StateError);
    expect(back.toJSON()).toEqual(error.toJSON());
    expect(back.stack).toMatch(/^StateError: The /);
    expect(back).toMatchObject({ name: "StateError", summary: error.summary, consequence: "Nothing was sent.", hint: error.hint });
  });

  it("is not made of an error of another kind", () => {
    const error = errorFromJSON(new ApiError(text, { ...answered, outcome: "rejected", errorCode: "A", body: {} }).toJSON());
    expect(error).toBeInstanceOf(ApiError);
    expect(isApiError(error) && error.status === 429 && error.body).toEqual({});
  });
});
