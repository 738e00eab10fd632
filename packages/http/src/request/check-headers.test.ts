import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { checkHeaders } from "./check-headers.ts";

const notHeaders = "must return headers, an object with names and strings; it returned ";

describe("the headers that an authentication function returns", () => {
  it.each<[string, unknown]>([
    ["an object", { "X-Auth-Token": "t", authorization: "a b\tc" }],
    ["nothing to add", {}],
    ["an object without a prototype", Object.assign(Object.create(null), { a: "b" })],
    ["an object of another realm", runInNewContext("({ a: 'b' })")],
    ["letters that Latin-1 has", { "x-name": "Zoë" }],
  ])("may be %s", (_, headers) => {
    expect(checkHeaders(headers)).toHaveProperty("headers");
  });

  it.each<[unknown, string]>([
    [undefined, `${notHeaders}undefined`],
    [null, `${notHeaders}null`],
    ["X-Auth-Token: t", `${notHeaders}a string`],
    [7, `${notHeaders}a number`],
    [[["a", "b"]], `${notHeaders}an array`],
    [new Headers({ a: "b" }), `${notHeaders}a Headers`],
    [new Request("https://a.example"), `${notHeaders}a Request`],
    [new Map([["a", "b"]]), `${notHeaders}a Map`],
    [() => ({}), `${notHeaders}a function`],
    [{ "": "t" }, "returned a header with a name that cannot be sent"],
    [{ "x token": "t" }, "returned a header with a name that cannot be sent"],
    [{ "x\r\ny": "t" }, "returned a header with a name that cannot be sent"],
    [{ Host: "evil.example" }, "returned the header Host, which belongs to the connection"],
    [{ "content-length": "0" }, "returned the header content-length, which belongs to the connection"],
    [{ "transfer-encoding": "chunked" }, "returned the header transfer-encoding, which belongs to the connection"],
    [{ a: undefined }, "must return headers with strings; a is undefined"],
    [{ a: ["b"] }, "must return headers with strings; a is an array"],
    [{ a: 7 }, "must return headers with strings; a is a number"],
    [{ a: "s3cret\r\nX-Evil: 1" }, "returned the header a with a line break or another character that cannot be sent"],
    [{ a: "s3cret中" }, "returned the header a with a line break or another character that cannot be sent"],
  ])("cannot be %j, and the text shows no value of it", (headers, problem) => {
    expect(checkHeaders(headers)).toEqual({ problem });
    expect(problem).not.toContain("s3cret");
  });

  it("is sent with names in lower case, so that no header is there twice", () => {
    expect(checkHeaders({ "X-Auth-Token": "t", accept: "a" })).toEqual({ headers: { "x-auth-token": "t", accept: "a" } });
  });
});
