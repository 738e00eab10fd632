import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { iamPassword } from "./iam-password.ts";
import { json, loopback } from "./loopback.test-helper.ts";

const user = { userName: "operator", password: "P4ssw0rd!", domainName: "account", region: "cn-north-4" } as const;
const get = () => new Request("https://aom.example.org/v1/p");
const day = 86_400_000;

/** An IAM that gives T1, T2, … for a day each. */
const goodIam = (clock = Date.now) => {
  let tokens = 0;
  return loopback((_, response) => {
    tokens += 1;
    json(
      response,
      201,
      { token: { expires_at: new Date(clock() + day).toISOString().replace("Z", "000Z") } },
      { "x-subject-token": `T${tokens}` },
    );
  });
};

describe("iamPassword", () => {
  it("asks for a token of the region's project, in the documented form", async () => {
    await using iam = await goodIam();
    const request = await iamPassword({ ...user, endpoint: iam.url })(get());
    expect(request.headers.get("x-auth-token")).toBe("T1");
    expect(iam.requests).toMatchObject([
      { method: "POST", url: "/v3/auth/tokens?nocatalog=true", headers: { "content-type": "application/json;charset=utf8" } },
    ]);
    expect(JSON.parse(iam.requests[0]?.body ?? "")).toEqual({
      auth: {
        identity: { methods: ["password"], password: { user: { name: "operator", password: "P4ssw0rd!", domain: { name: "account" } } } },
        scope: { project: { name: "cn-north-4" } },
      },
    });
  });

  it("takes a project id and a passcode, asking the function for each login", async () => {
    await using iam = await goodIam();
    let shown = 0;
    const authenticate = iamPassword({ ...user, endpoint: iam.url, projectId: "p1", userId: "u1", passcode: () => `00000${++shown}` });
    await authenticate(get());
    await authenticate.renew?.();
    await authenticate(get());
    expect(iam.requests.map(({ body }) => JSON.parse(body).auth)).toMatchObject([
      { identity: { methods: ["password", "totp"], totp: { user: { id: "u1", passcode: "000001" } } }, scope: { project: { id: "p1" } } },
      { identity: { totp: { user: { passcode: "000002" } } } },
    ]);
  });

  it("does not send a passcode twice, which would count as a failed login", async () => {
    await using iam = await goodIam();
    const authenticate = iamPassword({ ...user, endpoint: iam.url, userId: "u1", passcode: "123456" });
    await authenticate(get());
    await authenticate.renew?.();
    await expect(authenticate(get())).rejects.toMatchObject({ code: "expired-credentials", source: "passcode" });
    expect(iam.requests).toHaveLength(1);
  });

  it("logs in once for 1,000 parallel first calls", async () => {
    await using iam = await goodIam();
    const authenticate = iamPassword({ ...user, endpoint: iam.url });
    const tokens = await Promise.all(Array.from({ length: 1000 }, async () => (await authenticate(get())).headers.get("x-auth-token")));
    expect(new Set(tokens)).toEqual(new Set(["T1"]));
    expect(iam.requests).toHaveLength(1);
  });

  it("loses none of 1,000 calls when the token has to be renewed in their middle", async () => {
    let now = Date.now();
    await using iam = await goodIam(() => now);
    const authenticate = iamPassword({ ...user, endpoint: iam.url, clock: () => now });
    await authenticate(get());
    const tokens = await Promise.all(
      Array.from({ length: 1000 }, async (_, index) => {
        await new Promise((resolve) => setTimeout(resolve, index / 20));
        if (index === 500) now += day;
        return (await authenticate(get())).headers.get("x-auth-token");
      }),
    );
    expect(new Set(tokens)).toEqual(new Set(["T1", "T2"]));
    expect(iam.requests).toHaveLength(2);
  });

  it("reads a token of 40,960 characters, which Node's own fetch cannot", async () => {
    const long = "M".repeat(40960);
    await using iam = await loopback((_, response) =>
      json(response, 201, { token: { expires_at: "2099-01-01T00:00:00.000000Z" } }, { "x-subject-token": long }),
    );
    expect((await iamPassword({ ...user, endpoint: iam.url })(get())).headers.get("x-auth-token")).toBe(long);
  });

  it("never repeats a refused password by itself: repeated wrong ones lock the user", async () => {
    await using iam = await loopback((_, response) =>
      json(
        response,
        401,
        { error: { code: 401, message: "The username or password is wrong.", title: "Unauthorized" } },
        { "x-request-id": "R1" },
      ),
    );
    const authenticate = iamPassword({ ...user, endpoint: iam.url });
    const failures = await Promise.allSettled([authenticate(get()), authenticate(get())]);
    expect(failures.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    await expect(authenticate(get())).rejects.toMatchObject({
      code: "login-refused",
      status: 401,
      errorCode: "401",
      requestId: "R1",
      message: `IAM (${iam.url}) refused the login with status 401: The username or password is wrong; check the credentials and their permissions.`,
    });
    expect(authenticate.renew?.()).toBe(false);
    expect(iam.requests).toHaveLength(1);
  });

  it.each([
    ["HTML", 200, { "content-type": "text/html" }, "<html>sign in</html>", "unexpected-answer"],
    ["no token", 201, {}, '{"token":{"expires_at":"2099-01-01T00:00:00Z"}}', "invalid-credentials"],
    ["no end", 201, { "x-subject-token": "T" }, "{}", "unexpected-answer"],
    ["a token that has ended", 201, { "x-subject-token": "T" }, '{"token":{"expires_at":"2020-01-01T00:00:00Z"}}', "expired-credentials"],
    ["a redirect", 302, { location: "https://elsewhere.example/" }, "", "unexpected-answer"],
    ["300 KiB", 201, { "x-subject-token": "T" }, "x".repeat(300 * 1024), "unexpected-answer"],
    ["503", 503, {}, "", "unexpected-answer"],
    ["429", 429, {}, '{"error_code":"APIGW.0308","error_msg":"throttled"}', "unexpected-answer"],
  ])("names IAM when it answers %s", async (_, status, headers, body, code) => {
    await using iam = await loopback((_, response) => void response.writeHead(status, headers as Record<string, string>).end(body));
    await expect(iamPassword({ ...user, endpoint: iam.url })(get())).rejects.toMatchObject({
      code,
      source: expect.stringContaining(iam.url),
    });
    expect(iam.requests).toHaveLength(1);
  });

  it("gives up after the timeout, and when nobody listens", async () => {
    await using silent = await loopback(() => {});
    await expect(iamPassword({ ...user, endpoint: silent.url, timeout: 50 })(get())).rejects.toMatchObject({
      code: "login-unreachable",
      message: expect.stringContaining("did not answer within 0.05 s"),
    });
    await expect(iamPassword({ ...user, endpoint: "http://127.0.0.1:1" })(get())).rejects.toMatchObject({
      code: "login-unreachable",
      message: expect.stringContaining("ECONNREFUSED"),
    });
  });

  it("keeps the token in a cache, uses a kept one, and does not use one that a server has rejected", async () => {
    await using iam = await goodIam();
    const kept = new Map<string, { token: string; expiresAt: number }>();
    const cache = { read: async (key: string) => kept.get(key), write: async (key: string, value: never) => void kept.set(key, value) };
    await iamPassword({ ...user, endpoint: iam.url, cache })(get());
    const second = iamPassword({ ...user, endpoint: iam.url, cache });
    expect((await second(get())).headers.get("x-auth-token")).toBe("T1");
    await second.renew?.();
    expect((await second(get())).headers.get("x-auth-token")).toBe("T2");
    expect(iam.requests).toHaveLength(2);
    expect([...kept.keys()].join()).not.toContain(user.password);
  });

  it("does not send a kept token that has ended or is about to, but logs in", async () => {
    await using iam = await goodIam();
    for (const left of [-1, 59_000]) {
      const cache = { read: async () => ({ token: "OLD", expiresAt: Date.now() + left }), write: async () => {} };
      const request = await iamPassword({ ...user, endpoint: iam.url, cache })(get());
      expect(request.headers.get("x-auth-token")).not.toBe("OLD");
    }
  });

  it.each([
    ["no region, endpoint or project", { region: undefined }, "invalid-option"],
    ["plain http to another host", { endpoint: "http://iam.example.org" }, "insecure-endpoint"],
    ["a password with a line break", { password: "P4ssw0rd!\n" }, "invalid-credentials"],
    ["no user", { userName: "" }, "invalid-credentials"],
    ["a passcode without the user's id", { passcode: "123456" }, "invalid-credentials"],
  ])("refuses %s at once, without showing the password", (_, options, code) => {
    const make = () => iamPassword({ ...user, ...options });
    expect(make).toThrow(expect.objectContaining({ code, message: expect.not.stringContaining("P4ss") }));
  });

  it("never shows password or token in what it throws or is", async () => {
    await using iam = await loopback((seen, response) =>
      json(response, 401, {
        error_code: "APIGW.0301",
        error_msg: `verify aksk signature fail, canonicalRequest:POST|/|x-security-token:${"TOPSECRET"}|${seen.method}`,
      }),
    );
    const authenticate = iamPassword({ ...user, endpoint: iam.url });
    const error = await Promise.resolve(authenticate(get())).catch((error) => error);
    expect(inspect([authenticate, error], { depth: 9, showHidden: true }) + JSON.stringify(error)).not.toMatch(/P4ss|TOPSECRET/);
  });
});
