import { describe, expect, it } from "vitest";
import { isErrorBody, readErrorBody } from "./error-body.ts";

describe("the error shapes of the vendor's services", () => {
  it.each<[string, unknown, [string, string | undefined, string | undefined] | undefined]>([
    [
      "AOM, status as string",
      { error_code: "AOM.31009004", error_msg: "auth failed.", http_code: "401" },
      ["AOM.31009004", "auth failed.", undefined],
    ],
    [
      "AOM, status as number",
      { error_code: "AOM.31001405", error_msg: "internal server error.", http_code: 500 },
      ["AOM.31001405", "internal server error.", undefined],
    ],
    [
      "AOM's misspelt example",
      { error_code: "AOM.31001403", error_message: "param error.", htp_code: "400" },
      ["AOM.31001403", "param error.", undefined],
    ],
    [
      "gateway",
      { error_code: "APIGW.0301", error_msg: "Incorrect IAM authentication information", request_id: "r1" },
      ["APIGW.0301", "Incorrect IAM authentication information", "r1"],
    ],
    [
      "identity policy",
      { error_code: "PAP5.0001", error_msg: "access denied", request_id: "r2", encoded_authorization_message: "x" },
      ["PAP5.0001", "access denied", "r2"],
    ],
    [
      "IAM",
      { error: { code: 401, message: "The username or password is wrong.", title: "Unauthorized" } },
      ["401", "The username or password is wrong.", undefined],
    ],
    ["code and message", { code: "X.1", message: "no" }, ["X.1", "no", undefined]],
    ["older AOM", { errorCode: "SVCSTG_AMS_4000115", errorMessage: "bad" }, ["SVCSTG_AMS_4000115", "bad", undefined]],
    ["Prometheus", { status: "error", errorType: "bad_data", error: "invalid" }, ["bad_data", "invalid", undefined]],
    ["Prometheus instances", { error_code: "AOM.0403", error_msg: "no", error_type: "t", trace_id: "tr" }, ["AOM.0403", "no", "tr"]],
    ["details", { details: [{ error_code: "D.1", error_msg: "first" }] }, ["D.1", "first", undefined]],
    ["code alone", { error_code: "AOM.1" }, ["AOM.1", undefined, undefined]],
    ["no code", { error_msg: "auth failed." }, undefined],
    ["empty code", { error_code: "" }, undefined],
    ["problem+json of a mock", { type: "x", title: "Invalid", status: 422, detail: "d" }, undefined],
    ["empty object", {}, undefined],
    ["null", null, undefined],
    ["text", "error_code", undefined],
    ["array", [{ error_code: "A" }], undefined],
  ])("%s", (_, json, expected) => {
    const read = readErrorBody(json);
    expect(read && [read.errorCode, read.errorMessage, read.requestId]).toEqual(expected);
    if (expected) expect(read?.body).toMatchObject({ error_code: expected[0] });
  });

  it("adds no message to a response that has none", () => {
    expect(readErrorBody({ error_code: "AOM.1" })?.body).toStrictEqual({ error_code: "AOM.1" });
  });

  it("keeps the other properties of the response", () => {
    expect(readErrorBody({ error: { code: 403, message: "no" }, hint: "h" })?.body).toEqual({
      error: { code: 403, message: "no" },
      hint: "h",
      error_code: "403",
      error_msg: "no",
    });
  });
});

describe("an error that comes with a status of success", () => {
  it.each<[object, boolean]>([
    [{ result: "success" }, false],
    [[], false],
    [{ code: "cn-north-4", name: "Beijing" }, false],
    [{ code: "COC.1", message: "failed" }, true],
    [{ error_code: "AOM.1" }, true],
    [{ error_code: "AOM.1", code: 1 }, true],
    [{ error: { code: 401 } }, true],
    [{ details: [{ error_code: "D.1" }] }, true],
    [{ message: "done" }, false],
    [{ error: true }, true],
    [{ error: "no" }, true],
    [{ error: "" }, false],
    [{ error: {} }, false],
    [{ error: false }, false],
    [{ error: 0 }, false],
    [{ error: [] }, false],
  ])("%j: %s", (body, isError) => {
    expect(isErrorBody(body)).toBe(isError);
  });
});
