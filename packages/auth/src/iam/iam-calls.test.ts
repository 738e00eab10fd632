import { listProjectsOperation } from "@aom-workflow/types/iam";
import { afterEach, describe, expect, it, vi } from "vitest";
import { json, loopback } from "../../../../tools/lab/servers.ts";
import { verify } from "../../test/guide-verifier.ts";
import { get, patient, withHeaders } from "../../test/requests.ts";
import { accessKey } from "../credentials/access-key.ts";
import { token } from "../credentials/token.ts";
import { findProjectId } from "./find-project-id.ts";
import { iamAgency } from "./iam-agency.ts";
import { iamPassword } from "./iam-password.ts";
import { temporaryAccessKey } from "./temporary-access-key.ts";

afterEach(() => void vi.restoreAllMocks());

const region = "cn-north-4";
const keys = { accessKeyId: "AKTEST", secretAccessKey: "SKTEST" };
const project = (id: string, name: string = region, enabled = true) => ({ id, name, enabled, domain_id: "d1" });

describe("iamAgency", () => {
  it("assumes the agency with the user's token and renews that token once when IAM calls it expired", async () => {
    await using iam = await loopback(({ headers }, response) =>
      headers["x-auth-token"] === "U2"
        ? json(response, 201, { token: { expires_at: "2099-01-01T00:00:00Z" } }, { "x-subject-token": "AGENCY" })
        : json(response, 401, { error: { code: 401, message: "The X-Auth-Token is invalid!" } }),
    );
    let users = 0;
    const auth = token(async () => `U${++users}`);
    const headers = await iamAgency({ auth, agencyName: "ops", domainName: "other", region, endpoint: iam.url })(get, patient);
    expect(headers["x-auth-token"]).toBe("AGENCY");
    expect(iam.requests.map(({ headers }) => headers["x-auth-token"])).toEqual(["U1", "U2"]);
    expect(JSON.parse(iam.requests[1]?.body ?? "").auth).toEqual({
      identity: { methods: ["assume_role"], assume_role: { agency_name: "ops", domain_name: "other" } },
      scope: { project: { name: region } },
    });
  });

  it("sends and reads tokens of 40,960 characters", async () => {
    const long = "M".repeat(40_960);
    await using iam = await loopback(({ headers }, response) =>
      json(response, 201, { token: { expires_at: "2099-01-01T00:00:00Z" } }, { "x-subject-token": String(headers["x-auth-token"]) }),
    );
    const headers = await iamAgency({ auth: token(long), agencyName: "ops", domainId: "d1", region, endpoint: iam.url })(get, patient);
    expect(headers["x-auth-token"]).toBe(long);
  });

  it("goes through the fetch that is handed in, which must not follow redirects either", async () => {
    await using iam = await loopback((_, response) => void response.writeHead(307, { location: "/elsewhere" }).end());
    const agency = iamAgency({ auth: token("T"), agencyName: "ops", domainId: "d1", region, endpoint: iam.url, fetch: globalThis.fetch });
    await expect(agency(get, patient)).rejects.toMatchObject({ code: "unexpected-response", status: 307 });
    expect(iam.requests).toHaveLength(1);
  });

  it("says in its error why there were no credentials to log in with, without their text", async () => {
    const auth = () => Promise.reject(Object.assign(new TypeError("s3cret"), { code: "EVAULT" }));
    const agency = iamAgency({ auth, agencyName: "ops", domainId: "d1", region, endpoint: "http://127.0.0.1:1" });
    await expect(agency(get, patient)).rejects.toMatchObject({
      code: "source-failed",
      message:
        "Could not get the credentials for the login: the auth function failed (TypeError, EVAULT); its text is hidden, since it may contain secrets.",
    });
  });

  it("requires the delegating account", () => {
    expect(() => iamAgency({ auth: token("T"), agencyName: "ops", region })).toThrow(/give `domainName` or `domainId`/);
  });
});

describe("temporaryAccessKey", () => {
  it("signs with the key that IAM gives for the token, and renews it before it ends", async () => {
    let now = Date.UTC(2026, 0, 1);
    let given = 0;
    await using iam = await loopback((_, response) => {
      given += 1;
      const expires_at = new Date(now + 3_600_000).toISOString();
      json(response, 201, { credential: { access: `AK${given}`, secret: "SKTEMP", securitytoken: "ST", expires_at } });
    });
    const authenticate = temporaryAccessKey({ auth: token("T"), endpoint: iam.url, clock: () => now });
    const first = await authenticate(get, patient);
    expect(first.authorization).toContain("Access=AK1, SignedHeaders=host;x-sdk-date;x-security-token,");
    expect(verify(withHeaders(get, first), "", "SKTEMP")).toBe(true);
    expect(iam.requests).toMatchObject([{ method: "POST", url: "/v3.0/OS-CREDENTIAL/securitytokens", headers: { "x-auth-token": "T" } }]);
    expect(JSON.parse(iam.requests[0]?.body ?? "")).toEqual({
      auth: { identity: { methods: ["token"], token: { duration_seconds: 3600 } } },
    });
    now += 3_600_000;
    expect((await authenticate(get, patient)).authorization).toContain("Access=AK2");
  });

  it("belongs to the project of the token, unless it is made for another", async () => {
    await using iam = await loopback(({ url }, response) =>
      url.startsWith("/v3/auth")
        ? json(response, 201, { token: { expires_at: "2099-01-01T00:00:00Z", project: { id: "p1" } } }, { "x-subject-token": "T" })
        : json(response, 201, { credential: { access: "AK", secret: "SK", securitytoken: "ST", expires_at: "2099-01-01T00:00:00Z" } }),
    );
    const auth = iamPassword({ userName: "u", password: "p", domainName: "d", region, endpoint: iam.url });
    expect(await temporaryAccessKey({ auth, endpoint: iam.url }).projectId?.(patient)).toBe("p1");
    expect(await temporaryAccessKey({ auth, endpoint: iam.url, projectId: "p2" }).projectId?.(patient)).toBe("p2");
  });

  it("renews the token once when IAM's gateway calls it expired, as the contract says", async () => {
    await using iam = await loopback(({ headers }, response) =>
      headers["x-auth-token"] === "U2"
        ? json(response, 201, { credential: { access: "AK", secret: "SK", securitytoken: "ST", expires_at: "2099-01-01T00:00:00Z" } })
        : json(response, 401, { error_code: "APIGW.0307", error_msg: "The token must be updated." }),
    );
    let users = 0;
    const auth = token(async () => `U${++users}`);
    expect(await temporaryAccessKey({ auth, endpoint: iam.url })(get, patient)).toMatchObject({ "x-security-token": "ST" });
    expect(iam.requests).toHaveLength(2);
  });

  it.each([899, 86_401, 1000.5])("refuses a life of %s seconds", (durationSeconds) => {
    expect(() => temporaryAccessKey({ auth: token("T"), region, durationSeconds })).toThrow(/900 to 86400/);
  });

  it("uses no half of a key", async () => {
    await using iam = await loopback((_, response) =>
      json(response, 201, { credential: { access: "AK", expires_at: "2099-01-01T00:00:00Z" } }),
    );
    await expect(temporaryAccessKey({ auth: token("T"), endpoint: iam.url })(get, patient)).rejects.toMatchObject({
      code: "invalid-credentials",
    });
  });
});

describe("IAM that fails is not asked again with each call", () => {
  const login = { userName: "u", password: "p", domainName: "d", region };
  const failing = (iam: string, clock: () => number) =>
    ({
      "a login by password": iamPassword({ ...login, endpoint: iam, clock }),
      "a login by agency": iamAgency({
        auth: token("T"),
        agencyName: "ops",
        domainId: "d1",
        region,
        endpoint: iam,
        clock,
      }),
      "temporary keys": temporaryAccessKey({ auth: token("T"), endpoint: iam, clock }),
    }) as const;
  const expired = {
    token: { expires_at: "2000-01-01T00:00:00Z" },
    credential: { access: "AK", secret: "SK", securitytoken: "ST", expires_at: "2000-01-01T00:00:00Z" },
  };

  describe.each(["a login by password", "a login by agency", "temporary keys"] as const)("%s", (what) => {
    it.each<[string, number, object, Record<string, string>]>([
      ["429", 429, { error: { code: 429, message: "Too many requests." } }, {}],
      ["500", 500, { error: { code: 500, message: "Internal error." } }, {}],
      ["an expired token", 201, expired, { "x-subject-token": "T" }],
    ])("after %s", async (_, status, body, headers) => {
      vi.spyOn(Math, "random").mockReturnValue(0);
      let now = Date.UTC(2026, 0, 1);
      await using iam = await loopback((_, response) => json(response, status, body, headers));
      const authenticate = failing(iam.url, () => now)[what];
      const call = () => Promise.resolve(authenticate(get, patient)).catch((error: unknown) => error);
      const first = await call();
      expect(first).toBeInstanceOf(Error);
      const perLogin = iam.requests.length;
      for (let count = 1; count < 8; count++) expect(await call()).toBe(first);
      expect(iam.requests).toHaveLength(perLogin);
      // It rests for longer and longer, and no longer than 30 s.
      for (const [restMs, logins] of [
        ...[
          [999, 1],
          [1, 2],
          [1999, 2],
          [1, 3],
          [3999, 3],
          [1, 4],
        ],
        ...[
          [30_000, 5],
          [30_000, 6],
          [29_999, 6],
          [1, 7],
        ],
      ] as const) {
        now += restMs;
        await call();
        await call();
        expect(iam.requests, `after ${restMs} ms`).toHaveLength(logins * perLogin);
      }
    });
  });

  it("for as long as it asks, and asks again at once after a clock that was set back", async () => {
    let now = Date.UTC(2026, 0, 1);
    await using iam = await loopback((_, response) =>
      json(response, 429, { error: { code: 429, message: "no" } }, { "retry-after": "90" }),
    );
    const authenticate = failing(iam.url, () => now)["a login by password"];
    const call = () => Promise.resolve(authenticate(get, patient)).catch((error: unknown) => error);
    for (const [restMs, logins] of [
      [0, 1],
      [89_999, 1],
      [1, 2],
      [-1000, 3],
    ] as const) {
      now += restMs;
      expect(await call()).toMatchObject({ status: 429, retryAfter: 90 });
      expect(iam.requests).toHaveLength(logins);
    }
  });

  it("but a call that was given up is not a failure, and the first success ends the rest", async () => {
    let now = Date.UTC(2026, 0, 1);
    let status = 500;
    await using iam = await loopback((_, response) =>
      status === 500
        ? json(response, 500, { error: { code: 500, message: "no" } })
        : json(response, 201, { token: { expires_at: "2099-01-01T00:00:00Z" } }, { "x-subject-token": "T" }),
    );
    const authenticate = failing(iam.url, () => now)["a login by password"];
    await expect(Promise.resolve().then(() => authenticate(get, { signal: AbortSignal.abort(new Error("why")) }))).rejects.toThrow("why");
    await expect(Promise.resolve(authenticate(get, patient))).rejects.toMatchObject({ status: 500 });
    status = 201;
    now += 1000;
    expect(await authenticate(get, patient)).toEqual({ "x-auth-token": "T" });
  });
});

describe("findProjectId", () => {
  const look = (projects: unknown, status = 200) =>
    loopback((_, response) => json(response, status, status === 200 ? { projects } : projects));

  it("finds the one project of the region, by token or by signature", async () => {
    await using iam = await look([project("p1"), project("p2", "cn-north-4_sub")]);
    expect(await findProjectId({ auth: token("T"), region, endpoint: iam.url })).toBe("p1");
    expect(await findProjectId({ auth: accessKey(keys), region, endpoint: iam.url })).toBe("p1");
    expect(iam.requests[1]).toMatchObject({ method: "GET", url: "/v3/projects?name=cn-north-4" });
    const { method = "", url, headers } = iam.requests[1] ?? {};
    expect(verify({ method, url: iam.url + url, headers: headers as Record<string, string> }, "", "SKTEST")).toBe(true);
  });

  it.each([
    [
      "two projects",
      [project("p1"), project("p2")],
      "project-ambiguous",
      /2 projects are named cn-north-4 \(p1 "cn-north-4" of account d1, p2/,
    ],
    ["only a project below it", [project("p2", "cn-north-4_sub")], "project-not-found", /found: p2 "cn-north-4_sub"/],
    ["a disabled one", [project("p1", region, false)], "project-not-found", /p1 "cn-north-4" of account d1, disabled/],
    ["none", [], "project-not-found", /found: none/],
    ["no list at all", "x", "unexpected-response", /with a response that is not a list of projects; check the endpoint\.$/],
    ["an object", { name: region }, "unexpected-response", /not a list of projects/],
    ["what is not a project", [null, 7, "x", [], {}, { name: 7 }], "project-not-found", /found: none/],
    ["an id that is none", [{ name: region, id: 7 }], "unexpected-response", /with a project id that cannot be one/],
    ["an id with a line break", [project("p1\nforged")], "unexpected-response", /cannot be one; check the endpoint\.$/],
    [
      "hostile texts",
      [project("\u001b[2Jp1\nforged\u202e", "x".repeat(5000), true), { name: "y", id: {}, domain_id: ["d"] }],
      "project-not-found",
      /found: \[2Jp1 forged\\u202e "x{63}…" of account d1, \? "y" of account \?\)/,
    ],
    [
      "a thousand of them",
      Array.from({ length: 1000 }, (_, index) => project(`p${index}`)),
      "project-ambiguous",
      /^1000 projects are named cn-north-4 \(p0 [^)]{1,400}, p9 "cn-north-4" of account d1, and 990 more\);/,
    ],
  ])("never guesses and never creates: %s", async (_, projects, code, message) => {
    await using iam = await look(projects);
    await expect(findProjectId({ auth: token("T"), region, endpoint: iam.url })).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
    });
    expect(iam.requests.map(({ method }) => method)).toEqual(["GET"]);
  });

  it("has a message of bounded length for any list", async () => {
    const long = "\u001b".repeat(45_859);
    await using iam = await look([project(long, long), project(long, long)]);
    const error = await findProjectId({ auth: token("T"), region, endpoint: iam.url }).catch((error: Error) => error.message);
    expect(error.length).toBeLessThan(500);
    expect(error).not.toContain("\u001b");
  });

  it("asks again as often as the contract says when IAM is unavailable, since it only reads", async () => {
    vi.spyOn(Math, "random").mockReturnValue(0);
    let left = 2;
    await using iam = await loopback((_, response) =>
      left-- > 0
        ? json(response, 503, { error: { code: 503, message: "The service is unavailable." } })
        : json(response, 200, { projects: [project("p1")] }),
    );
    expect(await findProjectId({ auth: "T", region, endpoint: iam.url })).toBe("p1");
    expect(iam.requests).toHaveLength(listProjectsOperation.retry ? listProjectsOperation.retry.maxAttempts : 1);
  });

  it("explains a wrong clock with the server's time", async () => {
    await using iam = await look(
      {
        error_code: "APIGW.0301",
        error_msg:
          "Incorrect IAM authentication information: calc aksk signature fail:signature expired, signature time:20211217T064303Z,server time:20211217T070004Z",
      },
      401,
    );
    await expect(findProjectId({ auth: accessKey(keys), region, endpoint: iam.url })).rejects.toMatchObject({
      code: "login-refused",
      errorCode: "APIGW.0301",
      message: "The request was signed 17 minutes behind the server's clock (2021-12-17T07:00:04.000Z); set this machine's clock.",
    });
  });
});
