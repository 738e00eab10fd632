import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { Secret } from "./secret.ts";
import { token } from "./token.ts";

const get = () => new Request("https://aom.example.org/v1/p");

describe("token", () => {
  it("sends the token in X-Auth-Token, of any documented length", async () => {
    const long = "M".repeat(40960);
    expect((await token(long)(get())).headers.get("x-auth-token")).toBe(long);
    expect((await token(new Secret("abc"))(get())).headers.get("x-auth-token")).toBe("abc");
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
    const sent = await Promise.all(Array.from({ length: 50 }, async () => (await authenticate(get())).headers.get("x-auth-token")));
    expect(new Set(sent)).toEqual(new Set(["T1"]));
    expect(authenticate.renew?.()).toBe(true);
    expect((await authenticate(get())).headers.get("x-auth-token")).toBe("T2");
  });

  it("refreshes before the stated end", async () => {
    let now = 0;
    let calls = 0;
    const authenticate = token(async () => ({ token: `T${++calls}`, expiresAt: new Date(now + 600_000).toISOString() }), {
      clock: () => now,
    });
    await authenticate(get());
    now = 599_000;
    await authenticate(get());
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect((await authenticate(get())).headers.get("x-auth-token")).toBe("T2");
  });

  it("names the function when it fails or gives nonsense, and keeps the cause", async () => {
    const cause = new Error("vault sealed");
    await expect(token(() => Promise.reject(cause))(get())).rejects.toMatchObject({ code: "source-failed", cause });
    await expect(token((() => null) as never)(get())).rejects.toMatchObject({ code: "invalid-credentials" });
    await expect(token(async () => "a b")(get())).rejects.toMatchObject({ code: "invalid-credentials", source: "the token function" });
    await expect(token(async () => ({ token: "a", expiresAt: "soon" }))(get())).rejects.toMatchObject({ code: "unexpected-answer" });
  });

  it("never shows the token, however the object is printed", async () => {
    const authenticate = token(async () => ({ token: "TOPSECRET", expiresAt: Date.now() + 1e6 }));
    await authenticate(get());
    expect(inspect(authenticate, { depth: 9, showHidden: true })).not.toContain("TOPSECRET");
    expect(
      inspect(new Secret("TOPSECRET"), { showHidden: true }) + JSON.stringify({ s: new Secret("TOPSECRET") }) + new Secret("TOPSECRET"),
    ).not.toContain("TOPSECRET");
  });
});
