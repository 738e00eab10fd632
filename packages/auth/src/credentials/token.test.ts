import { inspect } from "node:util";
import { Secret } from "@aom-workflow/http/internal";
import { describe, expect, it } from "vitest";
import { get, patient } from "../../test/requests.ts";
import { token } from "./token.ts";

describe("token", () => {
  it("sends the token in X-Auth-Token, of any documented length", async () => {
    const long = "M".repeat(40960);
    expect((await token(long)(get, patient))["x-auth-token"]).toBe(long);
    expect((await token(new Secret("abc"))(get, patient))["x-auth-token"]).toBe("abc");
  });

  it.each([
    ["CR/LF, which would add a header", "abc\r\nX-Evil: 1"],
    ["a trailing line break, as from `echo`", "abc\n"],
    ["nothing", ""],
    ["40,961 characters", "M".repeat(40961)],
  ])("refuses %s without showing it", (_, value) => {
    expect(() => token(value)).toThrow(
      expect.objectContaining({ code: "invalid-credentials", message: expect.not.stringContaining("abc") }),
    );
  });

  it("calls a function once for many requests and again after renew", async () => {
    let calls = 0;
    const authenticate = token(async () => `T${++calls}`);
    const sent = await Promise.all(Array.from({ length: 50 }, async () => (await authenticate(get, patient))["x-auth-token"]));
    expect(new Set(sent)).toEqual(new Set(["T1"]));
    expect(authenticate.renew?.(patient)).toBe(true);
    expect((await authenticate(get, patient))["x-auth-token"]).toBe("T2");
  });

  it("refreshes before the stated end", async () => {
    let now = 0;
    let calls = 0;
    const authenticate = token(async () => ({ token: `T${++calls}`, expiresAt: new Date(now + 600_000).toISOString() }), {
      clock: () => now,
    });
    await authenticate(get, patient);
    now = 599_000;
    await authenticate(get, patient);
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect((await authenticate(get, patient))["x-auth-token"]).toBe("T2");
  });

  it("names the function if it fails or returns nonsense, and keeps the stack position of the cause without its text", async () => {
    const cause = Object.assign(new Error("vault sealed"), { code: "ESEALED", token: "vault sealed" });
    const error: unknown = await Promise.resolve(token(() => Promise.reject(cause))(get, patient)).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "source-failed", cause: { code: "ESEALED", stack: expect.stringContaining("token.test.ts:") } });
    expect(inspect(error, { showHidden: true, depth: 9 })).not.toContain("vault sealed");
    await expect(token((() => null) as never)(get, patient)).rejects.toMatchObject({ code: "invalid-credentials" });
    await expect(token(async () => "a b")(get, patient)).rejects.toMatchObject({
      code: "invalid-credentials",
      source: "the token function",
    });
    await expect(token(async () => ({ token: "a", expiresAt: "soon" }))(get, patient)).rejects.toMatchObject({
      code: "invalid-credentials",
      message: expect.stringContaining("is not a time"),
    });
  });

  it("never shows the token, however the object is printed", async () => {
    const authenticate = token(async () => ({ token: "TOPSECRET", expiresAt: Date.now() + 1e6 }));
    await authenticate(get, patient);
    expect(inspect(authenticate, { depth: 9, showHidden: true })).not.toContain("TOPSECRET");
  });
});
