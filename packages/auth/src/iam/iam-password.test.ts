import type { ServerResponse } from "node:http";
import { inspect } from "node:util";
import { gzipSync } from "node:zlib";
import type { Transport } from "@aom-workflow/http";
import { Secret } from "@aom-workflow/http/internal";
import { nodeTransport } from "@aom-workflow/http/node";
import { describe, expect, it } from "vitest";
import { json, loopback } from "../../../../tools/lab/servers.ts";
import { get, patient } from "../../test/requests.ts";
import { iamPassword, logIn } from "./iam-password.ts";
import type { CachedToken } from "./token-cache.ts";

const user = { userName: "operator", password: "P4ssw0rd!", domainName: "account", region: "cn-north-4" } as const;
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
    const headers = await iamPassword({ ...user, endpoint: iam.url })(get, patient);
    expect(headers["x-auth-token"]).toBe("T1");
    expect(iam.requests).toMatchObject([
      { method: "POST", url: "/v3/auth/tokens?nocatalog=true", headers: { "content-type": "application/json" } },
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
    await authenticate(get, patient);
    await authenticate.renew?.(patient);
    await authenticate(get, patient);
    expect(iam.requests.map(({ body }) => JSON.parse(body).auth)).toMatchObject([
      { identity: { methods: ["password", "totp"], totp: { user: { id: "u1", passcode: "000001" } } }, scope: { project: { id: "p1" } } },
      { identity: { totp: { user: { passcode: "000002" } } } },
    ]);
  });

  it("does not send a passcode twice, which would count as a failed login", async () => {
    await using iam = await goodIam();
    const authenticate = iamPassword({ ...user, endpoint: iam.url, userId: "u1", passcode: "123456" });
    await authenticate(get, patient);
    await authenticate.renew?.(patient);
    await expect(authenticate(get, patient)).rejects.toMatchObject({ code: "expired-credentials", source: "passcode" });
    expect(iam.requests).toHaveLength(1);
  });

  it("logs in once for 1,000 parallel first calls", async () => {
    await using iam = await goodIam();
    const authenticate = iamPassword({ ...user, endpoint: iam.url });
    const tokens = await Promise.all(Array.from({ length: 1000 }, async () => (await authenticate(get, patient))["x-auth-token"]));
    expect(new Set(tokens)).toEqual(new Set(["T1"]));
    expect(iam.requests).toHaveLength(1);
  });

  it("loses none of 1,000 calls when the token has to be renewed in their middle", async () => {
    let now = Date.now();
    await using iam = await goodIam(() => now);
    const authenticate = iamPassword({ ...user, endpoint: iam.url, clock: () => now });
    await authenticate(get, patient);
    const tokens = await Promise.all(
      Array.from({ length: 1000 }, async (_, index) => {
        await new Promise((resolve) => setTimeout(resolve, index / 20));
        if (index === 500) now += day;
        return (await authenticate(get, patient))["x-auth-token"];
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
    expect((await iamPassword({ ...user, endpoint: iam.url })(get, patient))["x-auth-token"]).toBe(long);
  });

  it("never repeats a refused password automatically: repeated wrong ones lock the user", async () => {
    await using iam = await loopback((_, response) =>
      json(
        response,
        401,
        { error: { code: 401, message: "The username or password is wrong.", title: "Unauthorized" } },
        { "x-request-id": "R1" },
      ),
    );
    const authenticate = iamPassword({ ...user, endpoint: iam.url });
    const failures = await Promise.allSettled([authenticate(get, patient), authenticate(get, patient)]);
    expect(failures.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    await expect(authenticate(get, patient)).rejects.toMatchObject({
      code: "login-refused",
      status: 401,
      errorCode: "401",
      requestId: "R1",
      message: `IAM (${iam.url}) refused the login with status 401: The username or password is wrong; check the credentials and their permissions.`,
    });
    expect(authenticate.renew?.(patient)).toBe(false);
    expect(iam.requests).toHaveLength(1);
  });

  it.each<[string, (response: ServerResponse) => void]>([
    ["HTML", (response) => response.writeHead(401, { "content-type": "text/html" }).end("<html>sign in</html>")],
    ["no body", (response) => response.writeHead(401).end()],
    ["a body that is too long", (response) => response.writeHead(401).end("x".repeat(300 * 1024))],
    ["a body that breaks off", (response) => response.writeHead(401, { "content-length": 100 }).write("{", () => response.destroy())],
    ["a body that cannot be unpacked", (response) => response.writeHead(401, { "content-encoding": "gzip" }).end("not gzip")],
  ])("takes a refusal for final by its status, also with %s: eight calls send one wrong password", async (_, refuse) => {
    await using iam = await loopback((_, response) => refuse(response));
    const authenticate = iamPassword({ ...user, endpoint: iam.url });
    for (let call = 0; call < 8; call++) {
      await expect(authenticate(get, patient)).rejects.toMatchObject({ code: "login-refused", status: 401 });
      await authenticate.renew?.(patient);
    }
    expect(iam.requests).toHaveLength(1);
  });

  it("is sent once for each call when the connection breaks, since the password may have been counted", async () => {
    await using iam = await loopback((_, response) => response.destroy());
    await expect(iamPassword({ ...user, endpoint: iam.url })(get, patient)).rejects.toMatchObject({ code: "login-unreachable" });
    expect(iam.requests).toHaveLength(1);
  });

  it("has the project that the token is for, so that it need not be looked up", async () => {
    await using iam = await loopback((_, response) =>
      json(response, 201, { token: { expires_at: "2099-01-01T00:00:00Z", project: { id: "p1" } } }, { "x-subject-token": "T" }),
    );
    expect(await iamPassword({ ...user, endpoint: iam.url }).projectId?.(patient)).toBe("p1");
    expect(iam.requests).toHaveLength(1);
    const own = iamPassword({ ...user, endpoint: iam.url, projectId: "p2" });
    expect(await own.projectId?.(patient)).toBe("p2");
    expect(() => own(get, { ...patient, projectId: "p3" })).toThrow(/for project p2 .* for project p3/);
    expect(iam.requests).toHaveLength(1);
  });

  it("uses the caller's proxy, authorities or fetch", async () => {
    await using iam = await goodIam();
    const sent: string[] = [];
    const transport = nodeTransport();
    const observed: Transport = (request, options) => {
      sent.push(request.url);
      return transport(request, options);
    };
    const observedFetch: typeof fetch = (...request) => {
      sent.push("fetch");
      return fetch(...request);
    };
    await iamPassword({ ...user, endpoint: iam.url, transport: observed })(get, patient);
    await iamPassword({ ...user, endpoint: iam.url, fetch: observedFetch })(get, patient);
    expect(sent).toEqual([`${iam.url}/v3/auth/tokens?nocatalog=true`, "fetch"]);
  });

  it("reads a packed answer", async () => {
    await using iam = await loopback((_, response) =>
      response
        .writeHead(201, { "content-type": "application/json", "content-encoding": "gzip", "x-subject-token": "T1" })
        .end(gzipSync(JSON.stringify({ token: { expires_at: "2099-01-01T00:00:00Z" } }))),
    );
    expect(await iamPassword({ ...user, endpoint: iam.url })(get, patient)).toEqual({ "x-auth-token": "T1" });
  });

  it.each([
    ["HTML", 200, { "content-type": "text/html" }, "<html>sign in</html>", "unexpected-response"],
    ["no token", 201, {}, '{"token":{"expires_at":"2099-01-01T00:00:00Z"}}', "unexpected-response"],
    ["no expiry", 201, { "x-subject-token": "T" }, "{}", "unexpected-response"],
    ["a token that has expired", 201, { "x-subject-token": "T" }, '{"token":{"expires_at":"2020-01-01T00:00:00Z"}}', "expired-credentials"],
    ["a redirect", 302, { location: "https://elsewhere.example/" }, "", "unexpected-response"],
    ["300 KiB", 201, { "x-subject-token": "T" }, "x".repeat(300 * 1024), "unexpected-response"],
    ["503", 503, {}, "", "unexpected-response"],
    ["429", 429, {}, '{"error_code":"APIGW.0308","error_msg":"throttled"}', "unexpected-response"],
  ])("names IAM when it answers %s", async (_, status, headers, body, code) => {
    await using iam = await loopback((_, response) => void response.writeHead(status, headers as Record<string, string>).end(body));
    await expect(iamPassword({ ...user, endpoint: iam.url })(get, patient)).rejects.toMatchObject({
      code,
      source: expect.stringContaining(iam.url),
    });
    expect(iam.requests).toHaveLength(1);
  });

  it.each<[string, (response: ServerResponse) => void]>([
    ["never ends", (response) => void response.writeHead(401, { "content-type": "application/json" }).write('{"error":')],
    ["is cut off", (response) => response.writeHead(401, { "content-length": 99 }).write("{", () => response.destroy())],
    ["is huge", (response) => void response.writeHead(401).end("x".repeat(400 * 1024))],
  ])("a 401 is final, although its body %s: a wrong password is tried once", async (_, answer) => {
    await using iam = await loopback((_request, response) => answer(response));
    const auth = iamPassword({ ...user, endpoint: iam.url, timeout: 100 });
    for (let call = 0; call < 4; call++) await expect(auth(get, patient)).rejects.toMatchObject({ code: "login-refused", status: 401 });
    expect(iam.requests).toHaveLength(1);
  });

  it("a 401 is final also if the caller leaves before its body ends", async () => {
    const leaving = new AbortController();
    let logins = 0;
    const transport: Transport = async () => {
      logins += 1;
      leaving.abort(new Error("left"));
      return { status: 401, headers: {}, text: '{"error":', incomplete: { problem: "the body broke off" } };
    };
    const auth = iamPassword({ ...user, endpoint: "http://127.0.0.1:1", transport });
    await expect(auth(get, { ...patient, signal: leaving.signal })).rejects.toThrow("left");
    await new Promise(setImmediate);
    await expect(auth(get, patient)).rejects.toMatchObject({ code: "login-refused", status: 401 });
    expect(logins).toBe(1);
  });

  it("gives up after the timeout, and when no server listens", async () => {
    await using silent = await loopback(() => {});
    await expect(iamPassword({ ...user, endpoint: silent.url, timeout: 50 })(get, patient)).rejects.toMatchObject({
      code: "login-unreachable",
      message: expect.stringContaining("did not answer the login within 0.05 s"),
    });
    await expect(iamPassword({ ...user, endpoint: "http://127.0.0.1:1" })(get, patient)).rejects.toMatchObject({
      code: "login-unreachable",
      message: expect.stringContaining("ECONNREFUSED"),
    });
  });

  it("keeps the token in a cache, uses a cached one, and does not use one that a server has rejected", async () => {
    await using iam = await goodIam();
    const kept = new Map<string, CachedToken>();
    const cache = {
      read: async (key: string) => kept.get(key),
      write: async (key: string, value: CachedToken) => void kept.set(key, value),
    };
    await iamPassword({ ...user, endpoint: iam.url, cache })(get, patient);
    const second = iamPassword({ ...user, endpoint: iam.url, cache });
    expect((await second(get, patient))["x-auth-token"]).toBe("T1");
    await second.renew?.(patient);
    expect((await second(get, patient))["x-auth-token"]).toBe("T2");
    expect(iam.requests).toHaveLength(2);
    expect([...kept.keys()].join()).not.toContain(user.password);
  });

  it("does not send a cached token that has expired or is about to, but logs in", async () => {
    await using iam = await goodIam();
    for (const left of [-1, 59_000]) {
      const cache = { read: async () => ({ token: new Secret("OLD"), expiresAt: Date.now() + left }), write: async () => {} };
      const headers = await iamPassword({ ...user, endpoint: iam.url, cache })(get, patient);
      expect(headers["x-auth-token"]).not.toBe("OLD");
    }
  });

  it.each([
    ["no region, endpoint or project", { region: undefined }, "invalid-option"],
    ["plain http to another host", { endpoint: "http://iam.example.org" }, "invalid-option"],
    ["a password with a line break", { password: "P4ssw0rd!\n" }, "invalid-credentials"],
    ["no user", { userName: "" }, "invalid-credentials"],
    ["a passcode without the user's id", { passcode: "123456" }, "invalid-credentials"],
  ])("refuses %s at once, without showing the password", (_, options, code) => {
    const make = () => iamPassword({ ...user, ...options });
    expect(make).toThrow(expect.objectContaining({ code, message: expect.not.stringContaining("P4ss") }));
  });

  it("never shows password or token in its errors or when printed", async () => {
    await using iam = await loopback((seen, response) =>
      json(response, 401, {
        error_code: "APIGW.0301",
        error_msg: `verify aksk signature fail, canonicalRequest:POST|/|x-security-token:${"TOPSECRET"}|${seen.method}`,
      }),
    );
    const authenticate = iamPassword({ ...user, endpoint: iam.url });
    const error = await Promise.resolve(authenticate(get, patient)).catch((error) => error);
    expect(inspect([authenticate, error], { depth: 9, showHidden: true }) + JSON.stringify(error)).not.toMatch(/P4ss|TOPSECRET/);
  });

  it.each([
    ["repeats the whole request", (body: string) => `bad body ${body}`],
    ["names the passcode", () => "the passcode 271828 has expired"],
  ])("hides a password and a passcode if IAM %s", async (_, message) => {
    await using iam = await loopback(({ body }, response) => json(response, 400, { error: { code: 400, message: message(body) } }));
    for (const passcode of ["271828", new Secret("271828"), () => "271828", () => new Secret("271828")]) {
      const authenticate = iamPassword({ ...user, endpoint: iam.url, userId: "u1", passcode });
      const error = await Promise.resolve(authenticate(get, patient)).catch((error) => error);
      expect(error).toMatchObject({ code: "login-refused", status: 400 });
      expect(iam.requests.at(-1)?.body).toContain("271828");
      expect(inspect([authenticate, error], { depth: 9, showHidden: true }) + JSON.stringify(error)).not.toMatch(/P4ssw0rd|271828/);
    }
  });
});

describe("logIn", () => {
  it("logs in once and gives the token to keep, without showing it", async () => {
    await using iam = await goodIam();
    const fresh = await logIn({ ...user, endpoint: iam.url });
    expect([fresh.token.reveal(), fresh.expiresAt]).toEqual(["T1", expect.any(Number)]);
    expect(inspect(fresh) + JSON.stringify(fresh)).not.toContain("T1");
    expect(iam.requests).toHaveLength(1);
  });

  it("fails as the authentication does", async () => {
    await using iam = await loopback((_, response) => json(response, 401, { error: { code: 401, message: "wrong" } }));
    await expect(logIn({ ...user, endpoint: iam.url })).rejects.toMatchObject({ code: "login-refused" });
    await expect(logIn({ ...user, password: "" })).rejects.toMatchObject({ code: "invalid-credentials" });
    await expect(logIn({ ...user, endpoint: iam.url }, { signal: AbortSignal.abort("no") })).rejects.toBe("no");
  });
});
