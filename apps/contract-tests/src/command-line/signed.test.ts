import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Mock, startMock } from "@aom-workflow/mock";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { json, type Loopback, loopback } from "../../../../tools/lab/servers.ts";
import { cliArguments, runCli } from "../fixtures/run-cli.ts";
import { key, signatureGuard } from "../fixtures/signature-guard.ts";

const securityToken = "MARKED-SECURITY-TOKEN-5521";

let mock: Mock;
let metadata: Loopback;
let home: string;
beforeAll(async () => {
  mock = await startMock({ intercept: signatureGuard });
  metadata = await loopback((request, response) => {
    if (request.method === "PUT") return response.end("metadata-token");
    const expires_at = new Date(Date.now() + 3_600_000).toISOString();
    const credential = { access: key.accessKeyId, secret: key.secretAccessKey, securitytoken: securityToken, expires_at };
    return json(response, 200, { credential });
  });
});
afterAll(async () => {
  await metadata.close();
  await mock.close();
});
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "home-"));
  return () => rmSync(home, { recursive: true });
});

/** Runs `restart` without a token, with nothing but this environment. */
function restart(env: Record<string, string>) {
  const nowhere = { AOM_WORKFLOW_TOKEN: "", HOME: home, XDG_CONFIG_HOME: join(home, ".config"), AOM_WORKFLOW_ECS_METADATA: "off" };
  return runCli([...cliArguments("restart", mock.url), "--output", "json"], { ...nowhere, ...env });
}

function writeProfile(text: string, mode = 0o600): void {
  mkdirSync(join(home, ".huaweicloud"));
  writeFileSync(join(home, ".huaweicloud/credentials"), text, { mode });
  chmodSync(join(home, ".huaweicloud/credentials"), mode);
}

const basic = `[basic]\nak = ${key.accessKeyId}\nsk = ${key.secretAccessKey}\n`;

describe("the command line against a server that checks signatures", () => {
  it.each([
    ["the vendor's samples' variables", { CLOUD_SDK_AK: key.accessKeyId, CLOUD_SDK_SK: key.secretAccessKey }],
    ["the SDKs' variables", { HUAWEICLOUD_SDK_AK: key.accessKeyId, HUAWEICLOUD_SDK_SK: key.secretAccessKey }],
    [
      "temporary keys in variables",
      { HUAWEICLOUD_SDK_AK: key.accessKeyId, HUAWEICLOUD_SDK_SK: key.secretAccessKey, HUAWEICLOUD_SDK_SECURITY_TOKEN: securityToken },
    ],
  ])("%s", async (_, env) => {
    expect(await restart(env)).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('"outcome":"applied"') });
    expect(mock.requests.at(-1)?.headers).toMatchObject({ authorization: expect.stringContaining(key.accessKeyId) });
  });

  it("the profile file", async () => {
    writeProfile(basic);
    expect(await restart({})).toMatchObject({ exitCode: 0 });
  });

  it("a profile file elsewhere", async () => {
    const file = join(home, "keys.ini");
    writeFileSync(file, basic, { mode: 0o600 });
    expect(await restart({ HUAWEICLOUD_SDK_CREDENTIALS_FILE: file })).toMatchObject({ exitCode: 0 });
  });

  it("a region whose endpoint a variable or the regions file overrides", async () => {
    const region = cliArguments("restart", mock.url).slice(0, -2).concat("--region", "cn-north-4");
    const env = { AOM_WORKFLOW_TOKEN: "", HOME: home, CLOUD_SDK_AK: key.accessKeyId, CLOUD_SDK_SK: key.secretAccessKey };
    expect(await runCli(region, { ...env, HUAWEICLOUD_SDK_REGION_AOM_CN_NORTH_4: mock.url })).toMatchObject({
      exitCode: 0,
      stderr: expect.stringContaining(`put ${mock.url} in place of the address of cn-north-4`),
    });
    const file = join(home, "regions.yaml");
    writeFileSync(file, `AOM:\n  - id: cn-north-4\n    endpoint: ${mock.url}\n`);
    expect(await runCli(region, { ...env, HUAWEICLOUD_SDK_REGIONS_FILE: file })).toMatchObject({ exitCode: 0 });
  });

  it("the metadata service of a cloud server", async () => {
    const preload = fileURLToPath(new URL("../fixtures/metadata-is-here.cjs", import.meta.url));
    const { port } = metadata;
    const run = await restart({ NODE_OPTIONS: `--require ${preload}`, METADATA_PORT: String(port), AOM_WORKFLOW_ECS_METADATA: "" });
    expect(run).toMatchObject({ exitCode: 0 });
    expect(mock.requests.at(-1)?.headers).toMatchObject({ "x-security-token": securityToken });
  });

  it.skipIf(process.platform === "win32")(
    "a profile file that others can read is refused with the command that fixes it, and nothing is sent",
    async () => {
      writeProfile(basic, 0o644);
      const before = mock.requests.length;
      const run = await restart({});
      expect(run.stdout).toContain("chmod 600");
      expect(run.exitCode).toBeOneOf([2, 4]);
      expect(mock.requests).toHaveLength(before);
      expect(run.stdout + run.stderr).not.toContain(key.secretAccessKey);
    },
  );

  it("a wrong secret is refused by the server: exit code 4, nothing was done, the secret is not shown", async () => {
    const run = await restart({ HUAWEICLOUD_SDK_AK: key.accessKeyId, HUAWEICLOUD_SDK_SK: "WRONG-SECRET-KEY-00112233" });
    expect(run.exitCode).toBe(4);
    expect(JSON.parse(run.stdout).error).toMatchObject({ outcome: "rejected", status: 401, errorCode: "APIGW.0301" });
    expect(run.stdout + run.stderr).not.toContain("WRONG-SECRET");
  });

  it("no source at all: exit code 4, and the error lists what was tried", async () => {
    const run = await restart({});
    expect(run.exitCode).toBe(4);
    expect(JSON.parse(run.stdout).error).toMatchObject({
      outcome: "not-sent",
      message: expect.stringMatching(/Tried: environment: .*; profile file .*: there is no such file/),
    });
  });
});
