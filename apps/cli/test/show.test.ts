import { execFile, spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { fakeIam, iamToken } from "./fake-iam.ts";
import { environment, ids, secret } from "./fixtures.ts";
import { loopback, success } from "./loopback.ts";
import { runHere } from "./run-here.ts";

const project = environment.AOM_WORKFLOW_PROJECT;
const secretKey = "skSecretSecretSecretSecret";
const securityToken = "stSecretSecretSecretSecret";
const noToken = { AOM_WORKFLOW_TOKEN: "" };
const keys = { ...noToken, HUAWEICLOUD_SDK_AK: "AKIDEXAMPLE123456789", HUAWEICLOUD_SDK_SK: secretKey };
const temporary = { ...keys, HUAWEICLOUD_SDK_SECURITY_TOKEN: securityToken };
const call = ["skip", "--no-check", ...ids, "--region", "cn-north-4"];

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "aom-workflow-"));
});
afterEach(() => rm(home, { recursive: true }));

async function shown(flag: string, env: Record<string, string>, ...more: readonly string[]) {
  const end = await runHere([...call, flag, ...more], { env: { XDG_CACHE_HOME: home, ...env } });
  expect(end.stdout + end.stderr).not.toMatch(new RegExp(`${secret}|${secretKey}|${securityToken}|${iamToken}`));
  return end;
}

/** Logs in. @returns the environment in which the login is found */
async function logIn(lifeMs?: number): Promise<Record<string, string>> {
  await using iam = await fakeIam(lifeMs === undefined ? {} : { lifeMs });
  const env = { ...noToken, XDG_CACHE_HOME: home, AOM_WORKFLOW_IAM_ENDPOINT: iam.url };
  const login = ["auth", "login", "--account", "a", "--user", "u", "--region", "cn-north-4"];
  expect(await runHere(login, { env, input: "pa$$ w0rd\n" })).toMatchObject({ code: 0 });
  return env;
}

describe("--dry-run shows the request with the credentials that would be used", () => {
  test("a token", async () => {
    const { code, stdout, stderr } = await shown("--dry-run", {});
    expect({ code, stderr }).toEqual({ code: 0, stderr: "Dry run: nothing was sent.\n" });
    expect(stdout).toMatch(
      new RegExp(
        `^POST https://aom\\.cn-north-4\\..*/v1/${project}/cms/workflow/w1/executions/e1/operation\\?action=skip&node_id=run-script\n`,
      ),
    );
    expect(stdout).toContain("\nx-auth-token: [redacted]\n");
  });

  test("a login", async () => {
    const { stdout } = await shown("--dry-run", await logIn(), "--json");
    expect(JSON.parse(stdout)).toMatchObject({
      dryRun: true,
      credentials: "login",
      request: { headers: { "x-auth-token": "[redacted]" } },
    });
  });

  test("keys: signed, the project included", async () => {
    const { stdout } = await shown("--dry-run", temporary, "--json");
    expect(JSON.parse(stdout)).toMatchObject({
      credentials: "chain",
      request: {
        headers: {
          authorization: "[redacted]",
          "x-sdk-date": expect.stringMatching(/^\d{8}T\d{6}Z$/),
          "x-project-id": project,
          "x-security-token": "[redacted]",
        },
      },
    });
  });

  test("none: says so, and ends well all the same", async () => {
    const { stdout, stderr, code } = await shown("--dry-run", noToken);
    expect(code).toBe(0);
    expect(stdout).toContain("\nx-auth-token: [missing]\n");
    expect(stderr).toMatch(/^No credentials found; .*\nDry run: nothing was sent\.\n$/);
  });

  test("a login that has expired: says that one is required first", async () => {
    const { stderr } = await shown("--dry-run", await logIn(30_000));
    expect(stderr).toMatch(/^The login expires at 20.*; log in again: aom-workflow auth login\n/);
  });

  test("half a pair of keys is an error, as in the call", async () => {
    expect(await shown("--dry-run", { ...keys, HUAWEICLOUD_SDK_SK: "" })).toMatchObject({ code: 4, stdout: "" });
  });

  test("a project that would be looked up is not: nothing is sent to IAM either", async () => {
    await using iam = await fakeIam();
    const env = { AOM_WORKFLOW_PROJECT: "", AOM_WORKFLOW_IAM_ENDPOINT: iam.url };
    expect(await shown("--dry-run", env)).toMatchObject({ code: 2, stderr: expect.stringMatching(/^--project is missing/) });
    expect(iam.requests).toHaveLength(0);
  });
});

describe("--dry-run=curl", () => {
  test("takes a token from the environment", async () => {
    const { stdout, stderr } = await shown("--dry-run=curl", {});
    expect(stdout).toContain(`--header "x-auth-token: $\{AOM_WORKFLOW_TOKEN:?}"`);
    expect(stderr).toMatch(/^Nothing was sent\. It reads a secret from AOM_WORKFLOW_TOKEN,/);
  });

  test("trusts the file of --ca-file, and fails where the service does", async () => {
    const file = join(home, "it's ca.pem");
    await writeFile(file, "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n");
    const { stdout } = await shown("--dry-run=curl", {}, "--ca-file", file);
    expect(stdout).toContain(`--cacert '${file.replace("'", "'\\''")}'`);
    expect(stdout).toContain(" --fail-with-body ");
  });

  test("of a login says where to get the token", async () => {
    expect((await shown("--dry-run=curl", await logIn())).stderr).toContain("export AOM_WORKFLOW_TOKEN=$(aom-workflow auth token)");
  });

  test("with keys is signed, and says until when it is good", async () => {
    const { stdout } = await shown("--dry-run=curl", temporary, "--json");
    const { curl, validUntil } = JSON.parse(stdout);
    expect(curl).toMatch(/--header 'authorization: SDK-HMAC-SHA256 Access=AKIDEXAMPLE123456789, SignedHeaders=[^']+, Signature=\w{64}'/);
    expect(curl).toContain(`--header "x-security-token: $\{HUAWEICLOUD_SDK_SECURITY_TOKEN:?}"`);
    expect(Date.parse(validUntil) - Date.now()).toBeGreaterThan(14 * 60_000);
    expect(Date.parse(validUntil) - Date.now()).toBeLessThanOrEqual(15 * 60_000);
    expect((await shown("--dry-run=curl", keys)).stderr).toMatch(
      /^Nothing was sent\. The command is signed: it is valid for 15 minutes, until 20/,
    );
  });

  test.skipIf(spawnSync("curl", ["--version"]).status !== 0)("sends what the call would send (skipped without curl)", async () => {
    await using server = await loopback(success);
    const argv = ["skip", "--no-check", ...ids, "--endpoint", server.url];
    const env = { XDG_CACHE_HOME: home, ...temporary };
    const { stdout } = await runHere([...argv, "--dry-run=curl"], { env });
    await promisify(execFile)("sh", ["-c", stdout], { env: { PATH: process.env.PATH, HUAWEICLOUD_SDK_SECURITY_TOKEN: securityToken } });
    await runHere([...argv, "--yes", "--no-check"], { env });
    const [byCurl, byCall] = server.requests.map(({ method, url, headers: { connection: _, ...headers } }) => ({ method, url, headers }));
    const changing = { authorization: expect.stringContaining("SDK-HMAC-SHA256 Access="), "x-sdk-date": expect.any(String) };
    expect(byCurl).toEqual({ ...byCall, headers: { ...byCall?.headers, ...changing } });
    expect(byCurl?.headers).toMatchObject({ "x-security-token": securityToken, "x-project-id": project });
  });
});
