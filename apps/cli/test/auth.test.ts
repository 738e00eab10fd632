import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { fakeIam, iamToken } from "./fake-iam.ts";
import { ids } from "./fixtures.ts";
import { answering, closedServer, loopback, success } from "./loopback.ts";
import { runHere } from "./run-here.ts";

const password = "pa$$ w0rd";
const keys = { HUAWEICLOUD_SDK_AK: "AKIDEXAMPLE123456789", HUAWEICLOUD_SDK_SK: "skSecretSecretSecretSecret" };

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "aom-workflow-"));
});
afterEach(() => rm(home, { recursive: true }));

const base = () => ({
  HOME: home,
  XDG_CACHE_HOME: join(home, ".cache"),
  AOM_WORKFLOW_TOKEN: "",
  AOM_WORKFLOW_PROJECT: "",
  AOM_WORKFLOW_REGION: "cn-north-4",
});

async function cli(argv: readonly string[], env: Record<string, string>, input = "") {
  const end = await runHere(argv, { env: { ...base(), ...env }, input });
  expect(end.stderr + end.stdout).not.toMatch(/pa\$\$ w0rd|skSecret|\n {4}at /);
  return end;
}

const who = ["--account", "acme", "--user", "operator"];

describe("auth login", () => {
  test("saves a token that the next call uses, for the project that is looked up", async () => {
    await using iam = await fakeIam();
    await using aom = await loopback(success);
    const env = { AOM_WORKFLOW_IAM_ENDPOINT: iam.url };
    const end = await cli(["auth", "login", ...who], env, `${password}\n`);
    expect(end).toMatchObject({ code: 0, stdout: "", stderr: expect.stringMatching(/^Logged in as operator of acme until 20\d\d-/) });
    expect(iam.logins).toMatchObject([
      {
        auth: {
          identity: { password: { user: { name: "operator", domain: { name: "acme" } } } },
          scope: { project: { name: "cn-north-4" } },
        },
      },
    ]);
    const folder = join(home, ".cache", "aom-workflow");
    const [kept = ""] = await readdir(folder);
    if (process.platform !== "win32") expect((await stat(join(folder, kept))).mode & 0o777).toBe(0o600);
    expect(await readFile(join(folder, kept), "utf8")).not.toContain(password);

    expect(await cli(["auth", "token"], env)).toMatchObject({ code: 0, stdout: `${iamToken}\n` });
    const { stdout } = await cli(["auth", "status", "--check"], env);
    expect(stdout).toMatch(
      /^credentials {2}saved login of operator of acme\nvalid until {2}20\d\d-.*\nregion {7}cn-north-4 \(AOM_WORKFLOW_REGION\)\n/,
    );
    expect(stdout).toContain(`IAM          accepts them; the project of cn-north-4 is ${"a".repeat(32)}`);
    expect(stdout).not.toContain(iamToken);

    await cli(["auth", "login", ...who, "--endpoint", aom.url], { ...env, AOM_WORKFLOW_PROJECT: "b".repeat(32) }, password);
    const call = await cli(["restart", "--no-check", ...ids, "--endpoint", aom.url], { ...env, AOM_WORKFLOW_PROJECT: "b".repeat(32) });
    expect(call).toMatchObject({ code: 0 });
    expect(aom.requests[0]?.headers["x-auth-token"]).toBe(iamToken);
  });

  test("with --debug shows the calls of IAM, but neither password nor token", async () => {
    await using iam = await fakeIam();
    const { stderr } = await cli(["auth", "login", ...who, "--debug"], { AOM_WORKFLOW_IAM_ENDPOINT: iam.url }, password);
    expect(stderr).toMatch(/^> POST http.*\/v3\/auth\/tokens\?nocatalog=true\n/);
    expect(stderr).toContain("< x-subject-token: [redacted]\n");
    expect(stderr).not.toContain(iamToken);
  });

  test("takes a passcode as second line", async () => {
    await using iam = await fakeIam();
    await cli(["auth", "login", ...who, "--mfa-user-id", "u1"], { AOM_WORKFLOW_IAM_ENDPOINT: iam.url }, `${password}\n123456\n`);
    expect(iam.logins).toMatchObject([
      { auth: { identity: { methods: ["password", "totp"], totp: { user: { id: "u1", passcode: "123456" } } } } },
    ]);
  });

  test("a wrong password ends with exit code 4, is tried once, and nothing is saved", async () => {
    await using iam = await fakeIam({ password: "other" });
    const env = { AOM_WORKFLOW_IAM_ENDPOINT: iam.url };
    const end = await cli(["auth", "login", ...who, "--json"], env, password);
    expect(end).toMatchObject({ code: 4, stderr: "" });
    expect(JSON.parse(end.stdout)).toMatchObject({
      ok: false,
      error: { code: "login-refused", outcome: "not-sent", status: 401, exitCode: 4 },
    });
    expect(iam.logins).toHaveLength(1);
    expect(await cli(["auth", "token"], env)).toMatchObject({ code: 4 });
  });

  test.for([
    [["auth", "login", "--user", "operator"], {}, /--account is missing \(or set AOM_WORKFLOW_ACCOUNT\)/],
    [["auth", "login", ...who], { AOM_WORKFLOW_REGION: "" }, /--region is missing: IAM needs a region, or --iam-endpoint/],
    [["auth", "login", ...who, "--iam-endpoint", "http://127.0.0.1:1"], { AOM_WORKFLOW_REGION: "" }, /--region is missing: .* --project/],
  ] as const)("%j %j: what is missing is reported", async ([argv, env, says]) => {
    expect(await cli(argv, env, password)).toMatchObject({ code: 2, stdout: "", stderr: expect.stringMatching(says) });
  });

  test.for([
    [["--account", "", "--user", "\n"], {}, "--account must not be empty.\n--user must not contain control characters"],
    [["--project", "p/1"], {}, "--project must have exactly 32 characters; it has 3."],
    [["--project", "é".repeat(32)], {}, "--project must consist of letters, digits,"],
    [["--endpoint", "nonsense"], {}, "--endpoint must be an address"],
    [["--region", "CN_NORTH"], {}, "--region must be a region id"],
    [["--iam-endpoint", "http://example.com"], {}, "--iam-endpoint must use https"],
    [[], { AOM_WORKFLOW_IAM_ENDPOINT: "nonsense" }, "AOM_WORKFLOW_IAM_ENDPOINT must be an address"],
    [["--mfa-user-id", ""], {}, "--mfa-user-id must not be empty."],
  ] as const)("%j %j: what cannot be used is named as it was given, before the password is read", async ([options, env, says]) => {
    const named = options.some((option) => option === "--account") ? [] : who;
    expect(await cli(["auth", "login", ...named, ...options], env, "")).toMatchObject({ code: 2, stderr: expect.stringContaining(says) });
  });

  test("IAM cannot be reached: exit code 3", async () => {
    const { url } = await closedServer();
    expect(await cli(["auth", "login", ...who], { AOM_WORKFLOW_IAM_ENDPOINT: url }, password)).toMatchObject({ code: 3 });
  });
});

test.for([
  ["the login", ["auth", "login", ...who], {}],
  ["the look-up of the project", ["restart", "--no-check", ...ids], { AOM_WORKFLOW_TOKEN: "MIInamedToken" }],
] as const)("IAM fails at %s: exit code 10, since nothing was done and later may help", async ([, argv, env]) => {
  await using iam = await loopback(answering(503, { error: { code: 503, message: "Busy.", title: "Service Unavailable" } }));
  const end = await runHere([...argv, "--json"], { env: { ...base(), AOM_WORKFLOW_IAM_ENDPOINT: iam.url, ...env }, input: password });
  expect(end).toMatchObject({ code: 10 });
  expect(JSON.parse(end.stdout)).toMatchObject({ error: { outcome: "not-sent", retryable: true, exitCode: 10 } });
});

describe("Ctrl-C while IAM does not answer ends it at once", () => {
  test.for([
    ["the login", ["auth", "login", ...who], {}, /^Interrupted\.\n/],
    [
      "the look-up of the project",
      ["restart", "--no-check", ...ids],
      { AOM_WORKFLOW_TOKEN: "MIInamedToken" },
      /^Interrupted\. Nothing was sent/,
    ],
  ] as const)("%s", async ([, argv, env, says]) => {
    const interruption = new AbortController();
    let started = 0;
    await using iam = await loopback(() => {
      started = performance.now();
      interruption.abort("SIGINT");
    });
    const settings = { ...base(), AOM_WORKFLOW_IAM_ENDPOINT: iam.url, ...env };
    const end = await runHere(argv, { env: settings, input: password, host: { signal: interruption.signal } });
    expect(end).toMatchObject({ code: 130, stdout: "", stderr: expect.stringMatching(says) });
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

describe("a saved login is bound to what it was made for", () => {
  const logIn = async (iam: { readonly url: string }, env: Record<string, string> = {}) => {
    const end = await cli(["auth", "login", ...who], { AOM_WORKFLOW_IAM_ENDPOINT: iam.url, ...env }, password);
    expect(end).toMatchObject({ code: 0 });
  };
  const project = { AOM_WORKFLOW_PROJECT: "b".repeat(32) };

  test("another endpoint gets nothing", async () => {
    await using iam = await fakeIam();
    await using other = await loopback(success);
    await logIn(iam);
    const end = await cli(["restart", "--no-check", ...ids, "--endpoint", other.url], { ...project, AOM_WORKFLOW_IAM_ENDPOINT: iam.url });
    expect(end).toMatchObject({ code: 4, stdout: "", stderr: expect.stringContaining(`no login for this endpoint (${other.url})`) });
    expect(other.requests).toHaveLength(0);
  });

  test("another IAM gets nothing", async () => {
    await using iam = await fakeIam();
    await using other = await fakeIam();
    await logIn(iam);
    const end = await cli(["auth", "status", "--check", "--iam-endpoint", other.url], {});
    expect(end).toMatchObject({ code: 4, stdout: "" });
    expect(other.requests).toHaveLength(0);
  });

  test("another user or account does not get it", async () => {
    await using iam = await fakeIam();
    await logIn(iam);
    const env = { AOM_WORKFLOW_IAM_ENDPOINT: iam.url };
    for (const name of ["USER", "ACCOUNT"])
      expect(await cli(["auth", "token"], { ...env, [`AOM_WORKFLOW_${name}`]: "x" })).toMatchObject({ code: 4 });
    expect(await cli(["auth", "token"], env)).toMatchObject({ code: 0 });
  });

  test("a call for another project is refused before anything is sent", async () => {
    await using iam = await fakeIam();
    await using aom = await loopback(success);
    const env = { AOM_WORKFLOW_IAM_ENDPOINT: iam.url, AOM_WORKFLOW_ENDPOINT: aom.url };
    await logIn(iam, { ...env, ...project });
    const end = await cli(["restart", "--no-check", ...ids], { ...env, AOM_WORKFLOW_PROJECT: "c".repeat(32) });
    expect(end).toMatchObject({ code: 4, stdout: "", stderr: expect.stringContaining(`auth login --project ${"c".repeat(32)}`) });
    expect(aom.requests).toHaveLength(0);
  });

  test("a 401 names the login that was used, and says to log in again", async () => {
    await using iam = await fakeIam();
    await using aom = await loopback((_, response) => {
      response.writeHead(401, { "Content-Type": "application/json" }).end('{"error_code":"APIGW.0301","error_msg":"no"}');
    });
    const env = { AOM_WORKFLOW_IAM_ENDPOINT: iam.url, AOM_WORKFLOW_ENDPOINT: aom.url, ...project };
    await logIn(iam, env);
    const end = await cli(["restart", "--no-check", ...ids], env);
    expect(end).toMatchObject({
      code: 4,
      stderr: expect.stringMatching(/^Credentials used: saved login of operator of acme\. Log in again: aom-workflow auth login\n/),
    });
  });

  test("a folder that cannot be written is reported before the password is sent", async () => {
    await using iam = await fakeIam();
    await writeFile(join(home, ".cache"), "");
    const end = await cli(["auth", "login", ...who], { AOM_WORKFLOW_IAM_ENDPOINT: iam.url }, password);
    expect(end).toMatchObject({ code: 2, stderr: expect.stringMatching(/^Could not save the token/) });
    expect(iam.requests).toHaveLength(0);
  });
});

describe("the first of the credentials is used", () => {
  const profile = { region: "cn-north-4", token: "env:PROFILE_TOKEN" };
  const all = { AOM_WORKFLOW_TOKEN: "MIIenvironment", PROFILE_TOKEN: "MIIprofile", ...keys };
  test.for([
    ["a profile that is named by a flag goes before the environment", ["--profile", "prod"], all, /token \(PROFILE_TOKEN\)/],
    ["one that is named by a variable does not", [], { ...all, AOM_WORKFLOW_PROFILE: "prod" }, /token \(AOM_WORKFLOW_TOKEN\)/],
    ["the environment goes before the profile in use", [], all, /token \(AOM_WORKFLOW_TOKEN\)/],
    ["keys of the environment go before the token of the profile in use", [], { ...all, AOM_WORKFLOW_TOKEN: "" }, /access key AKID/],
    ["the token of the profile in use", [], { PROFILE_TOKEN: "MIIprofile" }, /token \(PROFILE_TOKEN\)/],
  ] as const)("%s", async ([, argv, env, says]) => {
    const config = { profile: "mine", profiles: { prod: profile, mine: profile } };
    await mkdir(join(home, "aom-workflow"));
    await writeFile(join(home, "aom-workflow", "config.json"), JSON.stringify(config), { mode: 0o600 });
    expect((await cli(["auth", "status", ...argv], { XDG_CONFIG_HOME: home, ...env })).stdout).toMatch(says);
  });

  test("keys of the environment go before a login, a login before nothing", async () => {
    await using iam = await fakeIam();
    const env = { AOM_WORKFLOW_IAM_ENDPOINT: iam.url };
    await cli(["auth", "login", ...who], env, password);
    expect((await cli(["auth", "status"], { ...env, ...keys })).stdout).toMatch(/access key AKID/);
    expect((await cli(["auth", "status"], env)).stdout).toMatch(/saved login/);
  });
});

describe("the login of a profile that --profile names is used", () => {
  const leftOver = { AOM_WORKFLOW_TOKEN: "MIIleftOver" };

  test.for([
    ["a token in a variable", leftOver],
    ["keys in variables", keys],
    ["both", { ...leftOver, ...keys }],
  ] as const)("whatever is left over in the environment: %s", async ([, variables]) => {
    await using iam = await fakeIam();
    await using aom = await loopback(success);
    await mkdir(join(home, "aom-workflow"));
    await writeFile(join(home, "aom-workflow", "config.json"), JSON.stringify({ profiles: { prod: {} } }), { mode: 0o600 });
    const env = {
      XDG_CONFIG_HOME: home,
      AOM_WORKFLOW_IAM_ENDPOINT: iam.url,
      AOM_WORKFLOW_ENDPOINT: aom.url,
      AOM_WORKFLOW_PROJECT: "b".repeat(32),
    };
    expect(await cli(["auth", "login", ...who, "--profile", "prod"], env, password)).toMatchObject({ code: 0 });
    const sent = async (...argv: string[]) => {
      await cli(["restart", "--no-check", ...ids, ...argv], { ...env, ...variables });
      const { "x-auth-token": token, authorization } = aom.requests.at(-1)?.headers ?? {};
      return token ?? authorization;
    };
    expect(await sent("--profile", "prod")).toMatch(new RegExp(`^${iamToken}`));
    // Nobody named the profile, so the environment goes first.
    expect(await sent()).toMatch(/^(MIIleftOver$|SDK-HMAC)/);
  });
});

test("a variable that overrides the profile in use is reported, once, and as a warning in JSON", async () => {
  await using aom = await loopback(success);
  await mkdir(join(home, "aom-workflow"));
  await writeFile(join(home, "aom-workflow", "config.json"), JSON.stringify({ profiles: { default: { region: "cn-north-4" } } }), {
    mode: 0o600,
  });
  const env = {
    XDG_CONFIG_HOME: home,
    AOM_WORKFLOW_REGION: "",
    AOM_WORKFLOW_ENDPOINT: aom.url,
    AOM_WORKFLOW_TOKEN: "MIInamedToken",
    AOM_WORKFLOW_PROJECT: "b".repeat(32),
  };
  const warning = "AOM_WORKFLOW_ENDPOINT overrides a setting of the profile default.";
  expect(await cli(["restart", "--no-check", ...ids], env)).toMatchObject({ code: 0, stderr: `${warning}\n` });
  const { stdout, stderr } = await cli(["restart", "--no-check", ...ids, "--json"], env);
  expect({ stderr, ...JSON.parse(stdout) }).toMatchObject({ stderr: "", warnings: [warning], profile: "default", endpoint: aom.url });
});

describe("--timeout is the limit of everything that a command does", () => {
  const late = /^No complete response within 0\.3 s \(--timeout\)\. Nothing was sent\.\n/;
  const lateReading = /^No complete response within 0\.3 s \(--timeout\)\.\n/;

  test("beside an IAM that does not answer", async () => {
    await using iam = await loopback(() => {});
    const env = { AOM_WORKFLOW_IAM_ENDPOINT: iam.url, AOM_WORKFLOW_TOKEN: "MIInamedToken" };
    const end = await cli(["restart", "--no-check", ...ids, "--timeout", "0.3"], env);
    expect(end).toMatchObject({ code: 3, stdout: "", stderr: expect.stringMatching(late) });
    const login = await cli(["auth", "login", ...who, "--timeout", "0.3"], env, password);
    expect(login).toMatchObject({ code: 3, stderr: expect.stringMatching(lateReading) });
    const status = await cli(["auth", "status", "--check", "--timeout", "0.3"], env);
    expect(status).toMatchObject({ code: 3, stderr: expect.stringMatching(lateReading) });
  });

  test("beside a token that nobody writes", async () => {
    const argv = ["restart", "--no-check", ...ids, "--timeout", "0.3", "--token-file", "-"];
    const end = await runHere(argv, { env: { ...base(), AOM_WORKFLOW_PROJECT: "b".repeat(32) }, input: undefined });
    const unended = /^The token from standard input did not end within 0\.3 s \(--timeout\)\. Nothing was sent\.\n/;
    expect(end).toMatchObject({ code: 3, stdout: "", stderr: expect.stringMatching(unended) });
  });

  test("of each check of doctor", async () => {
    await using silent = await loopback(() => {});
    const env = { AOM_WORKFLOW_IAM_ENDPOINT: silent.url, AOM_WORKFLOW_TOKEN: "MIInamedToken" };
    const end = await cli(["doctor", "--endpoint", silent.url, "--timeout", "0.3"], env);
    expect(end).toMatchObject({ code: 3, stdout: expect.stringMatching(/✗ endpoint .*no response in time/) });
    expect(end.stdout).toMatch(/✗ project .*No complete response within 0\.3 s/);
  });
});

test("auth logout deletes the token", async () => {
  await using iam = await fakeIam();
  const env = { AOM_WORKFLOW_IAM_ENDPOINT: iam.url };
  await cli(["auth", "login", ...who], env, password);
  expect((await cli(["auth", "logout"], env)).stderr).toMatch(/^Logged out/);
  const folder = join(home, ".cache", "aom-workflow");
  for (const file of await readdir(folder)) expect(await readFile(join(folder, file), "utf8")).not.toContain(iamToken);
  expect(await cli(["auth", "token"], env)).toMatchObject({ code: 4 });
  expect((await cli(["auth", "logout"], env)).stderr).toBe("There was no saved login.\n");
});

test.for([
  [1, /^The login expired at [^,;]*; log in again: aom-workflow auth login\n/],
  [30_000, /^The login expires at [^,;]*, in less than 60 s; log in again: aom-workflow auth login\n/],
] as const)("a login that is good for %i ms is not used, and a message says so", async ([lifeMs, says]) => {
  await using iam = await fakeIam({ lifeMs });
  const env = { AOM_WORKFLOW_IAM_ENDPOINT: iam.url };
  await cli(["auth", "login", ...who], env, password);
  expect(await cli(["restart", "--no-check", ...ids], env)).toMatchObject({ code: 4, stderr: expect.stringMatching(says) });
});

describe("an access key of the environment", () => {
  test("signs the call, and finds the project of its region", async () => {
    await using iam = await fakeIam();
    const env = { ...keys, AOM_WORKFLOW_IAM_ENDPOINT: iam.url };
    expect((await cli(["auth", "status", "--check"], env)).stdout).toMatch(/^credentials {2}access key AKID.* \(.*environment.*\)\n/i);
    await using aom = await loopback(success);
    const call = await cli(["restart", "--no-check", ...ids, "--endpoint", aom.url], { ...keys, AOM_WORKFLOW_PROJECT: "b".repeat(32) });
    expect(call).toMatchObject({ code: 0 });
    expect(aom.requests[0]?.headers.authorization).toMatch(/^SDK-HMAC-SHA256 Access=AKIDEXAMPLE123456789, /);
    expect(aom.requests[0]?.headers["x-auth-token"]).toBeUndefined();
  });

  test("of which a half is missing is reported, not skipped", async () => {
    const end = await cli(["restart", "--no-check", ...ids], {
      HUAWEICLOUD_SDK_AK: "AKIDEXAMPLE123456789",
      AOM_WORKFLOW_PROJECT: "b".repeat(32),
    });
    expect(end).toMatchObject({ code: 4, stdout: "", stderr: expect.stringContaining("HUAWEICLOUD_SDK_SK") });
  });

  test("has no token to print", async () => {
    expect(await cli(["auth", "token"], keys)).toMatchObject({ code: 4, stdout: "", stderr: expect.stringContaining("auth login") });
  });
});

test("a token that is named wins over a login and over keys", async () => {
  await writeFile(join(home, "token"), "MIInamedToken", { mode: 0o600 });
  const { stdout } = await cli(["auth", "status", "--token-file", join(home, "token")], keys);
  expect(stdout).toMatch(/^credentials {2}token \(file .*token\)\n/);
});

test("without any credentials, auth status ends with exit code 4 and says what to do", async () => {
  const end = await cli(["auth", "status"], {});
  expect(end).toMatchObject({
    code: 4,
    stdout: "",
    stderr: expect.stringMatching(/^No credentials found, and no login for this endpoint \(https:\/\/aom\.cn-north-4.*\)\. .*auth login/),
  });
});
