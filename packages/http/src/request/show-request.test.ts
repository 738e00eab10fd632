import { Console } from "node:console";
import { Writable } from "node:stream";
import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { json, loopback } from "../../../../tools/lab/servers.ts";
import { guardSecrets, showRequest } from "./show-request.ts";

const request = {
  method: "POST",
  url: "https://aom.example/v1",
  headers: { accept: "application/json", "x-auth-token": "s3cret-token", authorization: "SDK-HMAC-SHA256 Signature=abc" },
  body: '{"password":"hunter22"}',
};

describe("a request that is shown", () => {
  it("keeps method, URL and other headers, but neither credentials nor the body, which may contain a password", () => {
    expect(showRequest(request)).toEqual({
      method: "POST",
      url: "https://aom.example/v1",
      headers: { accept: "application/json", "x-auth-token": "[redacted]", authorization: "[redacted]" },
    });
  });
});

describe("a prepared request", () => {
  const own = { ...request, headers: { ...request.headers, "x-tenant": "my-0wn-credential" } };
  const prepared = guardSecrets(own, ["x-tenant"]);
  const secrets = /s3cret-token|hunter22|Signature=abc|my-0wn-credential/;

  it("is the exact request when it is sent", () => {
    const { method, url, body } = prepared;
    expect({ method, url, body }).toEqual({ method: request.method, url: request.url, body: request.body });
    expect(prepared.headers["x-auth-token"]).toBe("s3cret-token");
    expect(Object.fromEntries(prepared.headers)).toEqual(own.headers);
    expect(Object.fromEntries(new Headers(prepared.headers))).toEqual(own.headers);
  });

  it("is sent by fetch, with its credentials and its body", async () => {
    await using server = await loopback((_, response) => json(response, 200, {}));
    const url = `${server.url}/v1`;
    const prepared = guardSecrets({ ...own, url }, ["x-tenant"]);
    await fetch(prepared.url, prepared);
    await fetch(new Request(prepared.url, prepared));
    expect(server.requests).toMatchObject([
      { method: "POST", headers: own.headers, body: own.body },
      { method: "POST", headers: own.headers, body: own.body },
    ]);
  });

  it("without a body has none", () => {
    expect("body" in guardSecrets({ method: "GET", url: "https://aom.example/", headers: {} }, [])).toBe(false);
  });

  it("shows no secret, however it is printed, logged or saved, as a whole or only its headers", () => {
    const shown = [
      inspect(prepared, { depth: 9, showHidden: true }),
      JSON.stringify(prepared),
      JSON.stringify({ deep: [prepared] }),
      inspect(prepared.headers, { showHidden: true }),
      JSON.stringify(prepared.headers),
      JSON.stringify(showRequest(prepared)),
    ];
    for (const text of shown) {
      expect(text).not.toMatch(secrets);
      expect(text).toContain("[redacted]");
    }
  });

  it.each<[string, (console: Console, value: unknown) => void]>([
    ["dir", (console, value) => console.dir(value, { depth: 9 })],
    ["dir, hidden properties too", (console, value) => console.dir(value, { depth: 9, showHidden: true })],
    ["table", (console, value) => console.table(value)],
    ["log", (console, value) => console.log("%o %O %j", value, value, value)],
  ])("shows no secret to console.%s, which does not ask it", (_, print) => {
    let written = "";
    const stdout = new Writable({
      write(chunk, _encoding, done) {
        written += String(chunk);
        done();
      },
    });
    for (const value of [
      prepared,
      prepared.headers,
      [prepared],
      { ...prepared },
      { ...prepared.headers },
      structuredClone({ ...prepared.headers }),
    ])
      print(new Console({ stdout }), value);
    expect(written).not.toMatch(secrets);
    expect(written).toContain("application/json");
  });
});
