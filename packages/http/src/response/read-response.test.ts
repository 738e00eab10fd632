import { describe, expect, it } from "vitest";
import { redactorFor } from "../request/redact.ts";
import type { PlainResponse } from "./plain-response.ts";
import { type Expected, readResponse } from "./read-response.ts";

const json = "application/json";
const once: Expected = {
  success: [200],
  successWords: { result: ["success"] },
  errors: [400, 401, 403, 404, 413, 414, 429, 494, 500, 502, 503, 504],
};
const secret = "s3cret/token";

function read(status: number, text: string, type: string | null = json, more: Partial<PlainResponse> = {}, expected = once) {
  const headers = { ...(type !== null && { "content-type": type }), ...more.headers };
  return readResponse(expected, { status, text, ...more, headers }, redactorFor({ "x-auth-token": secret }), 0);
}

describe("a response that is a text", () => {
  const texts: Expected = { ...once, successWords: ['{"success"}', "success"] };

  it.each([
    ['{"success"}', '{"success"}'],
    [' {"success"}\n', '{"success"}'],
    ['"{\\"success\\"}"', '{"success"}'],
    ['"success"', "success"],
  ])("%s is applied, although it need not be JSON", (text, data) => {
    expect(read(200, text, json, {}, texts)).toMatchObject({ ok: true, data });
  });

  it.each(['{"failed"}', '{"success":false}', '"suc', "", "<html>success</html>"])(
    "%j leaves it open, for the contract names other texts",
    (text) => {
      const failure = { code: "invalid-response", outcome: "unknown", problem: 'the body is not {"success"} or success' };
      expect(read(200, text, json, {}, texts)).toMatchObject({ ok: false, failure });
    },
  );

  it.each([null, "text/plain; charset=utf-8", "Application/JSON"])(
    "as %s is applied, for no source says more than that it is text",
    (type) => {
      expect(read(200, "success", type, {}, texts)).toMatchObject({ ok: true });
    },
  );

  it.each(["text/html", "application/problem+json", "application/ld+json", "text/plain/../html"])("as %s leaves it open", (type) => {
    const problem = "the body is neither JSON nor plain text by its content type";
    expect(read(200, "success", type, {}, texts)).toMatchObject({ ok: false, failure: { outcome: "unknown", problem } });
  });

  it("that is incomplete leaves the outcome unknown", () => {
    const incomplete = { problem: "it ended too early", cause: undefined };
    expect(read(200, '{"success"}', json, { incomplete }, texts)).toMatchObject({ failure: { problem: "it ended too early" } });
  });
});

describe("success is only what the contract declares", () => {
  it.each([
    ['{"result":"success"}', json],
    ['{"result":"success","extra":1}', "application/json;charset=utf-8"],
    ['{"result":"success"}', " application/json ; charset=utf-8 "],
    ['{"result":"success"}', "application/json; charset=utf-8, application/json"],
    ['{"result":"success"}', 'application/json; profile="application/problem+json"'],
    ['{"result":"success"}', "Application/JSON"],
    ['{"result":"success"}', null],
  ])("%s as %s is applied, and reaches the caller whole", (text, type) => {
    expect(read(200, text, type)).toMatchObject({ ok: true, status: 200, data: JSON.parse(text) });
  });

  it.each<[string, string | null, string]>([
    ["", json, "the body is empty"],
    ["null", json, "the body is not a JSON object or array"],
    ['"success"', json, "the body is not a JSON object or array"],
    ["200", json, "the body is not a JSON object or array"],
    ['{"result":"suc', json, "the body is not valid JSON"],
    ["<html></html>", "text/html", "the body is not JSON by its content type"],
    ["<html></html>", json, "the body is not valid JSON"],
    ['{"result":"success"}', "text/plain", "the body is not JSON by its content type"],
    ...[
      "application/jsonp",
      "application/json-seq",
      "application/ld+json",
      "application/vnd.huawei+json",
      "application/geo+json-seq",
      "application/json+protobuf",
      "application/json/../html",
      "application/json.html",
      "application/json text/html",
      "application/json, text/html",
      "text/html, application/json",
      "application/json; charset=utf-8, text/html",
      'application/json; a="b, text/html',
      "text/json",
      "",
    ].map((type): [string, string, string] => ['{"result":"success"}', type, "the body is not JSON by its content type"]),
    ["[]", json, "the body is not a JSON object"],
    ['[{"result":"success"}]', json, "the body is not a JSON object"],
    ["{}", json, 'the result is not "success"'],
    ['{"result":{}}', json, 'the result is not "success"'],
    ['{"result":false}', json, 'the result is not "success"'],
    ['{"result":["success"]}', json, 'the result is not "success"'],
    ['{"result":{"status":"failed"}}', json, 'the result is not "success"'],
    ['{"login":"https://captive.portal.example/"}', json, 'the result is not "success"'],
    ['{"result":"success","error":"node is not stopped"}', json, "the body is that of an error"],
    ['{"result":"success","errors":[{"detail":"no"}]}', json, "the body is that of an error"],
    ['{"result":"success","success":false}', json, "the body is that of an error"],
    ['{"result":"success"}', "application/problem+json", "the body is that of an error"],
    ['{"result":"success"}', "Application/Problem+JSON; charset=utf-8", "the body is that of an error"],
    ['{"result":"fail"}', json, 'the result is not "success"'],
    ['{"result":"Success"}', json, 'the result is not "success"'],
    ['{"error_code":"AOM.1","error_msg":"x"}', json, "the body is that of an error"],
    ['{"result":"success","error_code":"AOM.1"}', json, "the body is that of an error"],
    ['{"error":{"code":1,"message":"x"}}', json, "the body is that of an error"],
    ['{"code":"COC.1","message":"x"}', json, "the body is that of an error"],
  ])("200 with %s as %s leaves the outcome unknown", (text, type, problem) => {
    expect(read(200, text, type)).toMatchObject({
      ok: false,
      failure: { code: "invalid-response", outcome: "unknown", status: 200, problem },
    });
  });

  it("an incomplete body is never a success, even if the received part would be one", () => {
    const incomplete = { problem: "the body ended too early", cause: new Error("aborted") };
    expect(read(200, '{"result":"success"}', json, { incomplete })).toMatchObject({
      ok: false,
      failure: { code: "invalid-response", outcome: "unknown", ...incomplete },
    });
  });

  it.each([204, 205])("a declared %i needs no body, whatever its headers say", (status) => {
    expect(read(status, "", "text/plain", {}, { success: [status], errors: [] })).toEqual({
      ok: true,
      status,
      data: undefined,
      requestId: undefined,
      headers: { "content-type": "text/plain" },
    });
  });

  it.each([201, 202])("a declared %i is read as a 200 is", (status) => {
    const expected = { success: [status], errors: [] };
    expect(read(status, '{"id":"a"}', json, {}, expected)).toMatchObject({ ok: true, status, data: { id: "a" } });
    expect(read(status, "", json, {}, expected)).toMatchObject({ ok: false, failure: { outcome: "unknown" } });
    expect(read(200, '{"id":"a"}', json, {}, expected)).toMatchObject({ ok: false, failure: { code: "unexpected-status" } });
  });

  it.each(['[{"id":"a"}]', '["result"]', "[]"])(
    "where no word is asked for, the list %s is a success and reaches the caller whole",
    (list) => {
      const lists = { success: [200], errors: [] };
      expect(read(200, list, json, {}, lists)).toMatchObject({ ok: true, status: 200, data: JSON.parse(list) });
    },
  );

  it.each([
    '{"result":"success","error_msg":"failed"}',
    '{"result":"success","error_message":"failed"}',
    '{"result":"success","status":"fail"}',
    '{"result":"success","status":"FAILED"}',
    '{"result":"success","status":500}',
    '{"result":"success","code":500}',
    '{"result":"success","http_code":"500"}',
    '{"result":"fail","result":"success"}',
    '{"result":"fail", "res\\u0075lt" : "success"}',
  ])("%s contradicts its word of success, so the outcome is unknown", (text) => {
    expect(read(200, text)).toMatchObject({ ok: false, failure: { outcome: "unknown" } });
  });

  it.each([
    '{"result":"success","error_msg":"","status":"running","code":"0","http_code":200}',
    '{"result":"success","details":{"result":"a\\":b"},"note":"\\" : "}',
  ])("%s does not contradict it", (text) => {
    expect(read(200, text)).toMatchObject({ ok: true });
  });

  it("one of several words is enough", () => {
    const expected = { ...once, successWords: { state: ["done", "accepted"] } };
    expect(read(200, '{"state":"accepted"}', json, {}, expected)).toMatchObject({ ok: true });
    expect(read(200, '{"state":"failed"}', json, {}, expected)).toMatchObject({
      failure: { problem: 'the state is not "done" or "accepted"' },
    });
  });

  it.each<[string, string | undefined]>([
    ['{"id":"e-1"}', undefined],
    ['{"id":""}', "there is no id"],
    ['{"id":7}', "there is no id"],
    ["{}", "there is no id"],
  ])("where any word will do, %s has to have one", (text, problem) => {
    const expected = { ...once, successWords: { id: "any" } } as const;
    expect(read(200, text, json, {}, expected)).toMatchObject(problem === undefined ? { ok: true } : { ok: false, failure: { problem } });
  });

  it.each(["text/application/json", "x application/json", "x-application/problem+json"])("%s is another type of content", (type) => {
    expect(read(200, '{"result":"success"}', type)).toMatchObject({
      failure: { problem: "the body is not JSON by its content type" },
    });
  });

  it("a code that is part of the data does not make it an error", () => {
    const read200 = (text: string) => read(200, text, json, {}, { success: [200], errors: [] });
    expect(read200('{"code":"cn-north-4","name":"Beijing"}')).toMatchObject({ ok: true, data: { code: "cn-north-4" } });
    expect(read200('{"items":[],"error":null,"errors":[],"success":true}')).toMatchObject({ ok: true });
    expect(read200('{"items":[],"error":{"message":"no"}}')).toMatchObject({ failure: { problem: "the body is that of an error" } });
  });
});

describe("only a readable refusal is one", () => {
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
    expect(read(status, body)).toMatchObject({
      failure: { code: "unexpected-status", outcome: "unknown", status, problem: "the contract does not declare this status" },
    });
  });

  it("a 304 to nowhere is a redirect without an address, and a 400 that is not declared is none", () => {
    expect(read(304, "", null)).toMatchObject({ failure: { problem: "it is a redirect, which is never followed" } });
    expect(read(400, "", null, { headers: { location: "/" } }, { success: [200], errors: [] })).toMatchObject({
      failure: { problem: "the contract does not declare this status" },
    });
  });

  it.each(["application/json", "application/problem+json; charset=utf-8", null])("as %s, for that is how errors are written", (type) => {
    expect(read(404, body, type)).toMatchObject({ failure: { code: "api-error", outcome: "rejected" } });
  });

  it.each(["application/ld+json", "application/json-seq", "application/json/../html", "text/html"])("not as %s", (type) => {
    expect(read(404, body, type)).toMatchObject({ failure: { code: "invalid-response", outcome: "unknown" } });
  });

  it("an error that cannot be read says why", () => {
    expect(read(400, "")).toMatchObject({ failure: { code: "invalid-response", problem: "the body is empty" } });
    expect(read(400, "{", json)).toMatchObject({ failure: { problem: "the body is not valid JSON" } });
  });

  it("an error whose body is a text, a number or nothing has no code", () => {
    for (const text of ['"AOM.1"', "7", "null"])
      expect(read(400, text)).toMatchObject({ failure: { code: "invalid-response", problem: "the body contains no error code" } });
  });

  it.each([300, 301, 302, 303, 304, 307, 308])("redirect %i leaves the outcome unknown and says that it is not followed", (status) => {
    expect(read(status, "", null, { headers: { location: "https://evil.example/" } })).toMatchObject({
      failure: { code: "unexpected-status", outcome: "unknown", problem: "it is a redirect to another address, which is never followed" },
    });
  });

  it("a response that came by way of a redirect is not that of the service", () => {
    expect(read(200, '{"result":"success"}', json, { redirected: true })).toMatchObject({
      failure: { code: "unexpected-status", outcome: "unknown", problem: "it came by way of a redirect" },
    });
  });

  it.each(["", "<html>", "{}", '{"error_msg":"x"}', '{"error_code":"A', "[]", "null"])(
    "401 with %s cannot be read as a refusal, so the outcome is unknown",
    (text) => {
      expect(read(401, text)).toMatchObject({ failure: { code: "invalid-response", outcome: "unknown", status: 401 } });
    },
  );

  it("a refusal that may be that of a second sending leaves the outcome unknown", () => {
    const text = '{"error_code":"AOM.31001418","error_msg":"no"}';
    expect(read(400, text)).toMatchObject({ failure: { code: "api-error", outcome: "rejected" } });
    expect(read(400, text, json, { maybeSentTwice: true })).toMatchObject({
      failure: { code: "api-error", outcome: "unknown", status: 400 },
    });
  });

  it("problem details of a proxy in between are not a refusal by the service", () => {
    expect(read(404, '{"type":"about:blank","title":"Not Found","status":404}', "application/problem+json")).toMatchObject({
      failure: { code: "invalid-response", outcome: "unknown", problem: "the body contains no error code" },
    });
  });
});

describe("the details for support and programs", () => {
  it("is kept: request id, waiting time and a bounded beginning of the body", () => {
    const headers = { "x-request-id": "r", "retry-after": "4" };
    expect(read(202, "😀".repeat(1000), "text/plain", { headers })).toMatchObject({
      failure: { requestId: "r", retryAfter: 4, contentType: "text/plain", excerpt: `${"😀".repeat(199)}…` },
    });
  });

  it("the request id is taken from the body if the header is missing", () => {
    const text = '{"error_code":"APIGW.0301","error_msg":"x","request_id":"from-body"}';
    expect(read(401, text)).toMatchObject({ failure: { requestId: "from-body" } });
    expect(read(401, text, json, { headers: { "x-request-id": "from-header" } })).toMatchObject({ failure: { requestId: "from-header" } });
  });

  it("headers of a success are there by their names, since one of IAM's is a token", () => {
    expect(read(200, '{"result":"success"}', json, { headers: { "x-subject-token": "t" } })).toMatchObject({
      headers: { "x-subject-token": "t" },
    });
  });
});

describe("a secret that the server quotes back", () => {
  it.each<[string, ReturnType<typeof read>]>([
    ["in an error", read(401, JSON.stringify({ error_code: "APIGW.0301", error_msg: `bad ${secret}`, more: [secret] }))],
    ["in an error, escaped", read(401, '{"error_code":"APIGW.0301","error_msg":"bad s3cret\\/token"}')],
    ["in a success", read(200, JSON.stringify({ result: "success", echo: secret }))],
    ["in what is not JSON", read(200, `<p>${secret}</p>`, "text/html")],
    ["in JSON that was not expected, escaped", read(202, '{"echo":"s3cret\\/token"}')],
    ["in JSON that was cut off, escaped", read(202, '{"echo":"\\u00733cret\\/token","mo')],
    ["in headers", read(202, "", `text/${secret}`, { headers: { "x-request-id": secret } })],
    ["in what broke the answer off", read(200, "", json, { incomplete: { problem: "it broke", cause: new Error(secret) } })],
  ])("%s does not reach the caller", (_, { ...reading }) => {
    if (reading.ok) Object.assign(reading, { headers: {} });
    const shown = JSON.stringify(reading, (_key, value) => (value instanceof Error ? `${value.message}${value.stack}` : value));
    expect(shown).not.toMatch(/s3cret/);
    expect(shown).toContain("[redacted]");
  });
});

describe("a body in another encoding than UTF-8", () => {
  // What is left of GBK, of which the second byte of a character may be a backslash.
  const gbk = new TextDecoder().decode(Uint8Array.of(...new TextEncoder().encode('{"error_msg":"'), 0xb9, 0xa4, 0x81, 0x5c, 0x22, 0x7d));

  it.each([
    ["application/json;charset=GBK", {}, "the body is not valid UTF-8, charset GBK"],
    [json, {}, "the body is not valid UTF-8"],
    [json, { "content-encoding": "zstd" }, "the body is not valid UTF-8, content encoding zstd"],
    [json, { "content-encoding": "a\nb" }, "the body is not valid UTF-8"],
  ])("is named: %s, %j", (type, headers, problem) => {
    expect(read(200, gbk, type, { headers })).toMatchObject({ failure: { code: "invalid-response", outcome: "unknown", problem } });
    expect(read(404, gbk, type, { headers })).toMatchObject({ failure: { code: "invalid-response", outcome: "unknown", problem } });
  });

  it("can still be read if it is JSON, and the message says why some of it is lost", () => {
    const body = '{"error_code":"AOM.1","error_msg":"no \ufffd"}';
    const errorMessage = "no \ufffd (the body is not valid UTF-8, charset x-none)";
    expect(read(404, body, "application/json;charset=x-none")).toMatchObject({
      failure: { code: "api-error", answer: { errorCode: "AOM.1", errorMessage } },
    });
  });
});

describe("texts of the server are one line each, and bounded", () => {
  const forged = "no\r\nDone: node restarted\u2028\u202e\x9b";
  const clean = "no Done: node restarted \\u202e";

  it("in a declared error", () => {
    const body = { error_code: forged, error_msg: `${forged}${"x".repeat(5000)}`, request_id: forged };
    expect(read(404, JSON.stringify(body))).toMatchObject({
      failure: {
        requestId: clean,
        answer: { errorCode: clean, errorMessage: expect.stringMatching(/^no Done: node restarted \\u202e x{992}…$/) },
      },
    });
  });

  it("in a response that cannot be read", () => {
    const headers = { "x-request-id": `r\u0085${"1".repeat(100)}` };
    expect(read(200, `<html>\n${forged}\n</html>`, "text/html", { headers })).toMatchObject({
      failure: { excerpt: `<html> ${clean} </html>`, requestId: expect.stringMatching(/^r 1{61}…$/) },
    });
  });

  it("in the request id of a success", () => {
    expect(read(200, '{"result":"success"}', json, { headers: { "x-request-id": "a\u202eb\u0085" } })).toMatchObject({
      requestId: "a\\u202eb",
    });
  });

  it("a code of nothing but line breaks is none", () => {
    expect(read(404, '{"error_code":"\\n","error_msg":"x"}')).toMatchObject({ failure: { problem: "the body contains no error code" } });
  });
});

describe("a body that is nested too deep is unreadable, and the error says why", () => {
  const nested = (levels: number, [open, close] = ["[", "]"]) => `${open.repeat(levels)}${close.repeat(levels)}`;
  const problem = "the body is nested more than 1000 levels deep";

  it.each([1001, 5000, 100_000])("%i levels", (levels) => {
    const { successWords: _, ...lists } = once;
    const failure = { code: "invalid-response", outcome: "unknown", problem };
    const objects = nested(levels - 1, ['{"a":', "}"]).replace("}", "1}");
    expect(read(200, nested(levels), json, {}, lists)).toMatchObject({ failure });
    expect(read(200, `{"a":${objects}}`, json, {}, lists)).toMatchObject({ failure });
    expect(read(200, `{"result":"success","a":${objects}}`)).toMatchObject({ failure });
    expect(read(400, `{"error_code":"A.1","error_msg":"x","a":${nested(levels)}}`)).toMatchObject({ failure });
    // With something to redact, it is walked through before.
    expect(read(200, `{"result":"success","b":"100%","a":${objects}}`)).toMatchObject({ failure });
  });

  it("one of 1000 levels is read", () => {
    expect(read(200, `{"result":"success","a":${nested(999)}}`)).toMatchObject({ ok: true });
  });
});
