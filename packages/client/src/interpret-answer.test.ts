import { describe, expect, it } from "vitest";
import { interpretAnswer } from "./interpret-answer.ts";

const json = "application/json";
const read = (status: number, text: string, type: string | null = json, more: Record<string, string> = {}, defect?: string) =>
  interpretAnswer(
    "StartPausingWorkflowExecutions",
    { status, text, headers: new Headers({ ...(type && { "content-type": type }), ...more }), defect },
    0,
  );

describe("success is only what the contract declares", () => {
  it.each([
    ['{"result":"success"}', json],
    ['{"result":"success","extra":1}', "application/json;charset=utf-8"],
    ['{"result":"success"}', "application/vnd.huawei+json"],
    ['{"result":"success"}', null],
    ['{"result":{}}', json],
    ["{}", json],
  ])("%s as %s is applied", (text, type) => {
    expect(read(200, text, type)).toMatchObject({ ok: true });
  });

  it.each<[string, string | null, string]>([
    ["", json, "the body is empty"],
    ["null", json, "no JSON object"],
    ['"success"', json, "no JSON object"],
    ["[]", json, "no JSON object"],
    ['{"result":"suc', json, "not valid JSON"],
    ["<html></html>", "text/html", "not JSON by its content type"],
    ["<html></html>", json, "not valid JSON"],
    ['{"result":"success"}', "text/plain", "not JSON by its content type"],
    ['{"result":"fail"}', json, 'the result is not "success"'],
    ['{"error_code":"AOM.1","error_msg":"x"}', json, "that of an error"],
    ['{"error":{"code":1,"message":"x"}}', json, "that of an error"],
  ])("200 with %s as %s leaves the outcome unknown", (text, type, problem) => {
    expect(read(200, text, type)).toMatchObject({ ok: false, failure: { code: "unreadable-answer", outcome: "unknown", status: 200 } });
    expect(JSON.stringify(read(200, text, type))).toContain(problem.replaceAll('"', '\\"'));
  });

  it("an incomplete body is never a success, even if what came would be one", () => {
    expect(read(200, '{"result":"success"}', json, {}, "the body ended too early")).toMatchObject({
      ok: false,
      failure: { outcome: "unknown" },
    });
  });
});

describe("a refusal is only what can be read as one", () => {
  const body = '{"error_code":"AOM.1","error_msg":"x"}';

  it.each([400, 401, 403, 404, 413, 414, 429, 494])("declared %i is rejected", (status) => {
    expect(read(status, body)).toMatchObject({ ok: false, failure: { code: "api-error", outcome: "rejected", status } });
  });

  it.each([500, 502, 503, 504])("declared %i leaves the outcome unknown", (status) => {
    expect(read(status, body)).toMatchObject({ ok: false, failure: { code: "api-error", outcome: "unknown", status } });
  });

  it.each(["APIG.0613", "APIGW.0613"])("503 %s is rejected: the gateway gave up before the back end", (code) => {
    expect(read(503, `{"error_code":"${code}"}`)).toMatchObject({ failure: { code: "api-error", outcome: "rejected" } });
    expect(read(500, `{"error_code":"${code}"}`)).toMatchObject({ failure: { code: "api-error", outcome: "unknown" } });
  });

  it.each([201, 202, 204, 206, 299, 408, 409, 418, 422, 499, 501, 505, 599])("undeclared %i leaves the outcome unknown", (status) => {
    expect(read(status, body)).toMatchObject({ failure: { code: "undeclared-status", outcome: "unknown", status } });
  });

  it.each([300, 301, 302, 303, 304, 307, 308])("redirect %i leaves the outcome unknown and says that it is not followed", (status) => {
    expect(read(status, "", null, { location: "https://evil.example/" })).toMatchObject({
      failure: { code: "undeclared-status", outcome: "unknown", problem: "it is a redirect to another address, which is never followed" },
    });
  });

  it("an answer that came by way of a redirect is not that of the service, whatever it says", () => {
    const answer = { status: 200, text: '{"result":"success"}', headers: new Headers({ "content-type": json }), redirected: true };
    expect(interpretAnswer("StartPausingWorkflowExecutions", answer, 0)).toMatchObject({ ok: false, failure: { outcome: "unknown" } });
  });

  it.each(["", "<html>", "{}", '{"error_msg":"x"}', '{"error_code":"A'])(
    "401 with %s cannot be read as a refusal, so the outcome is unknown",
    (text) => {
      expect(read(401, text)).toMatchObject({ failure: { code: "unreadable-answer", outcome: "unknown", status: 401 } });
    },
  );

  it("keeps request id, waiting time and a bounded excerpt", () => {
    const failure = read(202, "😀".repeat(1000), "text/plain", { "x-request-id": "r", "retry-after": "4" });
    expect(failure).toMatchObject({ failure: { requestId: "r", retryAfter: 4, contentType: "text/plain", excerpt: "😀".repeat(200) } });
  });

  it("takes the request id from the body where the header is missing", () => {
    expect(read(401, '{"error_code":"APIGW.0301","error_msg":"x","request_id":"from-body"}')).toMatchObject({
      failure: { requestId: "from-body" },
    });
  });
});
