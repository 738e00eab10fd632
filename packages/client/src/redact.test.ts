import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { redactCause, redactHeaders, redactor } from "./redact.ts";

const headers = new Headers({
  "X-Auth-Token": "tok/en+1",
  "X-Security-Token": "sec-urity",
  Authorization: "SDK-HMAC-SHA256 Access=AK, SignedHeaders=host, Signature=abc12345",
  Accept: "application/json",
});
const redact = redactor(headers);

describe("redaction", () => {
  it("takes every secret out of a text that the server sent back, be it quoted whole or in part", () => {
    const echoed = "POST|/v1|x-security-token:sec-urity|tok/en+1|tok/en+1|Signature=abc12345|AK";
    expect(redact(echoed)).toBe("POST|/v1|x-security-token:[redacted]|[redacted]|[redacted]|Signature=[redacted]|AK");
  });

  it("hides secret headers and shows the others", () => {
    expect(redactHeaders(headers)).toEqual({
      accept: "application/json",
      authorization: "[redacted]",
      "x-auth-token": "[redacted]",
      "x-security-token": "[redacted]",
    });
  });

  it("keeps a cause without secrets as it is", () => {
    const cause = new TypeError("fetch failed", { cause: Object.assign(new Error("x"), { code: "ECONNRESET" }) });
    expect(redactCause(cause, redact)).toBe(cause);
  });

  it("copies a cause that quotes a secret, at any depth, with its codes", () => {
    const inner = Object.assign(new Error("invalid header tok/en+1"), { code: "ERR_INVALID_CHAR", header: "tok/en+1" });
    const clean = redactCause(new TypeError("fetch failed", { cause: inner }), redact);
    expect(inspect(clean, { depth: 9, showHidden: true })).not.toContain("tok/en+1");
    expect(clean).toMatchObject({ name: "TypeError", cause: { code: "ERR_INVALID_CHAR" } });
  });

  it("ends on causes in a circle", () => {
    const error = new Error("tok/en+1");
    error.cause = error;
    expect(inspect(redactCause(error, redact), { depth: 20 })).not.toContain("tok/en+1");
  });
});
