import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { guardSecrets, showRequest } from "./show-request.ts";

const request = {
  method: "POST",
  url: "https://aom.example/v1",
  headers: { accept: "application/json", "x-auth-token": "s3cret-token", authorization: "SDK-HMAC-SHA256 Signature=abc" },
  body: '{"password":"hunter22"}',
};

describe("a request that is shown", () => {
  it("keeps what helps, and has neither credentials nor the body, which may hold a password", () => {
    expect(showRequest(request)).toEqual({
      method: "POST",
      url: "https://aom.example/v1",
      headers: { accept: "application/json", "x-auth-token": "[redacted]", authorization: "[redacted]" },
    });
  });
});

describe("a prepared request", () => {
  const prepared = guardSecrets(request);

  it("is the exact request for who sends it", () => {
    expect({ ...prepared }).toMatchObject({ method: request.method, url: request.url, body: request.body });
    expect(prepared.headers["x-auth-token"]).toBe("s3cret-token");
    expect(Object.keys(prepared.headers)).toEqual(Object.keys(request.headers));
  });

  it("shows no secret, however it is printed, logged or saved, as a whole or only its headers", () => {
    const shown = [
      inspect(prepared, { depth: 9, showHidden: true }),
      JSON.stringify(prepared),
      JSON.stringify({ deep: [prepared] }),
      inspect(prepared.headers, { showHidden: true }),
      JSON.stringify(prepared.headers),
      inspect({ headers: { ...prepared }.headers }),
    ];
    for (const text of shown) {
      expect(text).not.toMatch(/s3cret-token|hunter22|Signature=abc/);
      expect(text).toContain("[redacted]");
    }
  });
});
