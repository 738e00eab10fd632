import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { secret } from "./fixtures.ts";
import { closedServer, loopback, success } from "./loopback.ts";
import { runHere } from "./run-here.ts";

interface Diagnosis {
  readonly ok: boolean;
  readonly error?: {
    readonly code: string;
    readonly exitCode: number;
    readonly message: string;
    readonly outcome: string;
    readonly retryable: boolean;
  };
  readonly checks: readonly { readonly name: string; readonly state: string; readonly says: string; readonly remedy?: string }[];
}

async function diagnosed(argv: readonly string[], env = {}) {
  const { code, stdout, stderr } = await runHere(["doctor", ...argv, "--json"], { env });
  expect(stderr).toBe("");
  expect(stdout).not.toContain(secret);
  const diagnosis = JSON.parse(stdout) as Diagnosis;
  expect(diagnosis.ok).toBe(code === 0);
  if (code === 0) expect(diagnosis).not.toHaveProperty("error");
  else expect(diagnosis.error).toMatchObject({ exitCode: code, outcome: "not-sent", message: expect.stringMatching(/\w/) });
  for (const { state, remedy } of diagnosis.checks) if (state !== "pass") expect(remedy).toMatch(/\w/);
  return { code, states: Object.fromEntries(diagnosis.checks.map(({ name, state }) => [name, state])), diagnosis };
}

test("all is well: exit code 0, no operation and no credentials are sent", async () => {
  await using server = await loopback(success);
  const { code, states } = await diagnosed(["--endpoint", server.url]);
  expect(code).toBe(0);
  expect(states).toEqual({
    settings: "pass",
    region: "warn",
    proxy: "pass",
    endpoint: "pass",
    TLS: "pass",
    clock: "pass",
    credentials: "pass",
    project: "pass",
  });
  expect(server.requests.map(({ method, url, headers }) => [method, url, headers["x-auth-token"]])).toEqual([["GET", "/", undefined]]);
});

test("as text: one line for each check, and a remedy under what is not good", async () => {
  await using server = await loopback(success);
  const { stdout } = await runHere(["doctor", "--endpoint", server.url]);
  expect(stdout).toMatch(
    /^✓ settings {5}profile default has no settings .*\n! region .*\n {2}→ Make sure .*\n✓ proxy {8}none\n✓ endpoint .*\n✓ TLS .*\n/,
  );
});

test("the exit code is what a call would end with", async () => {
  await using server = await loopback(success);
  const { url } = await closedServer();
  expect(await diagnosed(["--endpoint", url])).toMatchObject({ code: 3, states: { endpoint: "fail", credentials: "pass" } });
  expect(await diagnosed(["--endpoint", server.url], { AOM_WORKFLOW_TOKEN: "" })).toMatchObject({
    code: 4,
    states: { credentials: "fail" },
  });
  for (const endpoint of ["aom", "http://aom.example"]) {
    expect(await diagnosed(["--endpoint", endpoint])).toMatchObject({ code: 2, states: { region: "fail" } });
  }
  expect(await diagnosed([])).toMatchObject({ code: 2, states: { region: "fail" } });
});

test("temporary problems are distinguished from permanent ones", async () => {
  await using server = await loopback(success);
  const { url } = await closedServer();
  const retryable = async (argv: readonly string[], env = {}) => (await diagnosed(argv, env)).diagnosis.error?.retryable;
  expect(await retryable(["--endpoint", url])).toBe(true);
  const iam = { AOM_WORKFLOW_PROJECT: "", AOM_WORKFLOW_IAM_ENDPOINT: url };
  expect(await retryable(["--endpoint", server.url, "--region", "cn-north-4", "--timeout", "2"], iam)).toBe(true);
  expect(await retryable(["--endpoint", server.url], { AOM_WORKFLOW_TOKEN: "" })).toBe(false);
  expect(await retryable([])).toBe(false);
});

test("settings that cannot be read are one finding among the others", async () => {
  await using server = await loopback(success);
  const home = await mkdtemp(join(tmpdir(), "aom-workflow-"));
  await mkdir(join(home, "aom-workflow"));
  await writeFile(join(home, "aom-workflow", "config.json"), "{");
  const { code, states, diagnosis } = await diagnosed(["--endpoint", server.url], { XDG_CONFIG_HOME: home });
  expect({ code, states }).toMatchObject({ code: 2, states: { settings: "fail", endpoint: "pass", credentials: "pass" } });
  expect(diagnosis.checks[0]).toMatchObject({
    says: expect.stringMatching(/it is not valid JSON\.$/),
    remedy: "Fix the file or remove it.",
  });
  await rm(home, { recursive: true });
});

test("a wrong clock is reported", async () => {
  await using server = await loopback((_, response) => {
    response.setHeader("Date", "Mon, 23 Nov 2020 07:00:00 GMT");
    response.end();
  });
  expect(await diagnosed(["--endpoint", server.url])).toMatchObject({ code: 4, states: { clock: "fail" } });
});

test("an IAM that cannot be reached is the network's fault, not that of the credentials", async () => {
  await using server = await loopback(success);
  const { url } = await closedServer();
  const env = { AOM_WORKFLOW_PROJECT: "", AOM_WORKFLOW_IAM_ENDPOINT: url };
  const { code, states, diagnosis } = await diagnosed(["--endpoint", server.url, "--region", "cn-north-4", "--timeout", "2"], env);
  expect({ code, states }).toMatchObject({ code: 3, states: { credentials: "pass", project: "fail" } });
  expect(diagnosis.error?.code).toBe("login-unreachable");
});

test("without a region or a project, the project is what is missing, and not the credentials", async () => {
  await using server = await loopback(success);
  const { code, diagnosis } = await diagnosed(["--endpoint", server.url], { AOM_WORKFLOW_PROJECT: "" });
  expect(code).toBe(2);
  expect(diagnosis.checks.at(-1)).toMatchObject({ name: "project", state: "fail", remedy: expect.stringContaining("config set project") });
});

test("a region that may be in settings which cannot be read is not proposed to be set", async () => {
  const { code, diagnosis } = await diagnosed(["--profile", "missing"]);
  expect(code).toBe(2);
  const region = diagnosis.checks.find(({ name }) => name === "region");
  expect(region).toMatchObject({ state: "fail", remedy: "Fix the settings first." });
});

test("what passes, warns and fails has its colour where there are colours", async () => {
  await using server = await loopback(success);
  const { stdout } = await runHere(["doctor", "--endpoint", server.url], { env: { FORCE_COLOR: "1", AOM_WORKFLOW_PROJECT: "" } });
  expect(stdout).toMatch(/^\x1b\[32m✓\x1b\[39m settings/m);
  expect(stdout).toMatch(/^\x1b\[33m!\x1b\[39m region/m);
  expect(stdout).toMatch(/^\x1b\[31m✗\x1b\[39m project/m);
});
