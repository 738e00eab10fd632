import { describe, expect, it } from "vitest";
import { gatewayHint, gatewayNumber, isExpiredToken, isGatewayUnavailable } from "./gateway.ts";

describe("the hint about a response of the gateway", () => {
  it.each<[string, string | undefined, RegExp | undefined]>([
    ["APIGW.0307", "The token must be updated.", /new token/],
    ["APIG.0301", "Incorrect IAM authentication information: token expires", /new token/],
    ["APIG.0301", "The token has expired.", /new token/],
    ["APIGW.0301", "signature expired, signature time:20260102T030405Z,server time:20260102T040405Z", /Set the clock/],
    ["APIGW.0301", "verify aksk signature fail", /secret key and the clock/],
    ["APIGW.0301", "decrypt token fail", /account that owns the project/],
    ["APIGW.0301", undefined, /account that owns the project/],
    ["APIGW.0302", "not authorized", /administrator/],
    ["APIGW.0302", "signature expired, token expires", /administrator/],
    ["APIGW.0101", "no such API", /endpoint/],
    ["APIG.0308", "throttling", /^Too many calls .* or others/],
    ["APIG.0613", undefined, /could not reach IAM/],
    ["APIG.9999", "?", undefined],
    ["AOM.31001418", "?", undefined],
    ["XAPIG.0308", "?", undefined],
  ])("%s %j", (code, message, hint) => {
    if (hint) expect(gatewayHint(code, message)).toMatch(hint);
    else expect(gatewayHint(code, message)).toBeUndefined();
  });
});

describe("a code of the gateway", () => {
  it.each([
    ["APIG.0308", "0308"],
    ["APIGW.0308", "0308"],
    ["APIGX.0308", undefined],
    ["APIG.03081", undefined],
    ["AOM.0308", undefined],
    ["", undefined],
  ])("%j has the number %s", (code, number) => {
    expect(gatewayNumber(code)).toBe(number);
  });
});

describe("an expired token, after which new credentials are tried once", () => {
  it.each<[number, string, string | undefined, boolean]>([
    [401, "APIGW.0307", undefined, true],
    [401, "APIG.0301", "token expires", true],
    [401, "APIG.0301", "The token has expired.", true],
    [401, "APIG.0301", "decrypt token fail", false],
    [401, "APIG.0301", undefined, false],
    [401, "AOM.31009004", "auth failed.", false],
    [403, "APIGW.0307", undefined, false],
    [401, "401", "X-Auth-Token is invalid in the request", true],
    [401, "401", "The username or password is wrong.", false],
    [401, "404", "X-Auth-Token is invalid in the request", false],
  ])("%i %s %j: %s", (status, code, message, expired) => {
    expect(isExpiredToken(status, code, message)).toBe(expired);
  });
});

describe("a gateway that gave up before the back end, so that nothing was done", () => {
  it.each<[number, string, boolean]>([
    [503, "APIG.0613", true],
    [503, "APIGW.0613", true],
    [500, "APIG.0613", false],
    [502, "APIG.0613", false],
    [504, "APIG.0613", false],
    [504, "APIGW.0613", false],
    [503, "APIG.0201", false],
    [503, "AOM.0613", false],
  ])("%i %s: %s", (status, code, unavailable) => {
    expect(isGatewayUnavailable(status, code)).toBe(unavailable);
  });
});
