import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { secret } from "./fixtures.ts";
import { closedServer, loopback, success } from "./loopback.ts";
import { runHere } from "./run-here.ts";

interface Diagnosis {
  readonly ok: boolean;
  readonly exitCode: number;
  readonly checks: readonly { readonly name: string; readonly state: string; readonly says: string; readonly remedy?: string }[];
}

async function diagnosed(argv: readonly string[], env = {}) {
  const { code, stdout, stderr } = await runHere(["doctor", ...argv, "--json"], { env });
  expect(stderr).toBe("");
  expect(stdout).not.toContain(secret);
  const diagnosis = JSON.parse(stdout) as Diagnosis;
  expect(diagnosis.exitCode).toBe(code);
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
    /^✓ settings {5}profile default has none .*\n! region .*\n {2}→ Make sure .*\n✓ proxy {8}none\n✓ endpoint .*\n✓ TLS .*\n/,
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

test("a clock that is wrong is told", async () => {
  await using server = await loopback((_, response) => {
    response.setHeader("Date", "Mon, 23 Nov 2020 07:00:00 GMT");
    response.end();
  });
  expect(await diagnosed(["--endpoint", server.url])).toMatchObject({ code: 4, states: { clock: "fail" } });
});
