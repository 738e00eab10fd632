import { describe, expect, it } from "vitest";
import { readOwnHeaders } from "./own-headers.ts";

describe("headers that a caller adds", () => {
  it("are sent with their names in lower case", () => {
    expect(readOwnHeaders({ "X-Team": "payments", traceparent: "", "X-Odd": "é\t!" })).toEqual({
      "x-team": "payments",
      traceparent: "",
      "x-odd": "é\t!",
    });
    expect(readOwnHeaders(Object.assign(Object.create(null), { a: "b" }))).toEqual({ a: "b" });
  });

  const credentials = "is for credentials, which the option auth gives";
  const own = "is set by the client";
  const connection = "belongs to the connection";

  it.each<[string, string]>([
    ["Authorization", credentials],
    ["Cookie", credentials],
    ["Proxy-Authorization", credentials],
    ["X-Auth-Token", credentials],
    ["X-Security-Token", credentials],
    ["X-Subject-Token", credentials],
    ["X-Sdk-Date", credentials],
    ["X-Project-Id", credentials],
    ["X-Domain-Id", credentials],
    ["User-Agent", "has an option of its own, userAgent"],
    ["Accept", own],
    ["Accept-Encoding", own],
    ["Content-Encoding", own],
    ["Content-Type", own],
    ["Expect", own],
    ["Range", own],
    ["Connection", connection],
    ["Content-Length", connection],
    ["Host", connection],
    ["HTTP2-Settings", connection],
    ["Keep-Alive", connection],
    ["Proxy-Authenticate", connection],
    ["Proxy-Connection", connection],
    ["TE", connection],
    ["Trailer", connection],
    ["Transfer-Encoding", connection],
    ["Upgrade", connection],
    ["X-HTTP-Method-Override", "would make another request of it"],
    ["X-Original-URL", "would make another request of it"],
    ["X-Rewrite-URL", "would make another request of it"],
  ])("cannot be %s, which is said by its name, but without its value", (name, problem) => {
    const parameter = `headers.${name.toLowerCase()}`;
    expect(() => readOwnHeaders({ ok: "1", [name]: "s3cret" })).toThrow(
      expect.objectContaining({ code: "invalid-input", parameter, message: `${parameter} ${problem}. Nothing was sent.` }),
    );
  });

  it.each<[unknown, string]>([
    [null, "headers must be an object with names and strings"],
    [[["a", "b"]], "headers must be an object with names and strings"],
    [new Headers({ a: "b" }), "headers must be an object with names and strings"],
    [{ "a b": "s3cret" }, "headers contains a name that cannot be sent"],
    [{ "a\r\nEvil": "s3cret" }, "headers contains a name that cannot be sent"],
    [JSON.parse('{"__proto__":"s3cret"}'), "headers.__proto__ contains a name that cannot be sent"],
    [{ "": "s3cret" }, "headers contains a name that cannot be sent"],
    [{ a: "s3cret\r\nEvil: 1" }, "headers.a contains a line break or another character that cannot be sent"],
    [{ a: "s3cret漢" }, "headers.a contains a line break or another character that cannot be sent"],
    [{ a: 7 }, "headers.a must be a text"],
    [{ a: undefined }, "headers.a must be a text"],
    [{ a: ["s3cret"] }, "headers.a must be a text"],
  ])("cannot be %o", (headers, problem) => {
    expect(() => readOwnHeaders(headers)).toThrow(expect.objectContaining({ message: `${problem}. Nothing was sent.` }));
  });
});
