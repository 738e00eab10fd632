import { describe, expect, it } from "vitest";
import { adviceFor, isExpiredToken } from "./advice.ts";

const refusal = (status: number, errorCode: string, errorMessage?: string) => ({ status, errorCode, errorMessage });

describe("advice", () => {
  it.each([
    [refusal(401, "APIGW.0307", "The token must be updated."), /new token/],
    [refusal(401, "APIG.0301", "Incorrect IAM authentication information: token expires"), /new token/],
    [refusal(401, "APIGW.0301", "signature expired, signature time:20260102T030405Z,server time:20260102T040405Z"), /Set the clock/],
    [refusal(401, "APIGW.0301", "verify aksk signature fail"), /clock/],
    [refusal(401, "APIGW.0301", "decrypt token fail"), /account that owns the project/],
    [refusal(401, "AOM.31009004", "auth failed."), /for this project/],
    [refusal(403, "APIGW.0302", "not authorized"), /cms:execution:create/],
    [refusal(403, "PAP5.0001", "access denied"), /cms:execution:create/],
    [refusal(404, "APIGW.0101", "no such API"), /cn-north-4/],
    [refusal(404, "AOM.31001306", "Execution not exist."), /execution id/],
    [refusal(400, "AOM.31001418", "does not support"), /stopped at this node/],
    [refusal(429, "APIGW.0308", "throttling"), /Wait/],
    [refusal(429, "AOM.08001429", undefined), /Wait/],
    [refusal(494, "APIGW.0201", "too large"), /token is too long/],
  ])("for %j", (given, sentence) => {
    expect(adviceFor(given)).toMatch(sentence);
  });

  it("says nothing where nothing is known", () => {
    expect(adviceFor(refusal(400, "AOM.99", "?"))).toBeUndefined();
  });

  it.each([
    [refusal(401, "APIGW.0307"), true],
    [refusal(401, "APIG.0301", "token expires"), true],
    [refusal(401, "APIG.0301", "decrypt token fail"), false],
    [refusal(401, "AOM.31009004", "auth failed."), false],
    [refusal(403, "APIGW.0307"), false],
  ])("%j is an expired token: %s", (given, expired) => {
    expect(isExpiredToken(given)).toBe(expired);
  });
});
