import { execFile, spawnSync } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { loopback, success } from "./loopback.ts";
import { bundle, ids, nodeBinary, runCli, secret } from "./run-cli.ts";

const posix = process.platform !== "win32";

describe.runIf(posix)("a signal", () => {
  test.for([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)("%s during the call ends it at once and says that the outcome is unknown", async ([signal, code]) => {
    const asked = new EventEmitter();
    await using server = await loopback(() => asked.emit("request"));
    const interrupt = async (child: { kill(signal: NodeJS.Signals): void }) => {
      await once(asked, "request");
      child.kill(signal);
    };
    const end = await runCli(["restart", ...ids, "--endpoint", server.url], { meanwhile: interrupt });
    expect(end).toMatchObject({ code, signal: null, stdout: "" });
    expect(end.stderr).toMatch(/^Interrupted\. The operation may have been applied: .*\n$/);
  });

  test("SIGINT between two attempts: the first was rejected, so nothing was done, as JSON", async () => {
    await using server = await loopback((_, response) => {
      response.writeHead(429, { "Content-Type": "application/json", "Retry-After": "30" });
      response.end(JSON.stringify({ error_code: "APIGW.0308", error_msg: "throttled", request_id: "r" }));
    });
    const interrupt = (child: { kill(signal: NodeJS.Signals): void }) => setTimeout(() => child.kill("SIGINT"), 1500);
    const end = await runCli(["restart", ...ids, "--endpoint", server.url, "--json"], { meanwhile: interrupt });
    expect(end.code).toBe(130);
    expect(JSON.parse(end.stdout)).toMatchObject({ ok: false, error: { code: "aborted", outcome: "rejected", exitCode: 130 } });
  });

  test("SIGINT while nobody types the token on standard input", async () => {
    const interrupt = (child: { kill(signal: NodeJS.Signals): void }) => setTimeout(() => child.kill("SIGINT"), 1000);
    const end = await runCli(["restart", ...ids, "--region", "cn-north-4", "--token-file", "-"], {
      input: undefined,
      meanwhile: interrupt,
    });
    expect(end).toMatchObject({ code: 130, stderr: "Interrupted. Nothing was sent.\n" });
  });

  test("SIGINT while nobody writes the token to the pipe", async () => {
    const path = join(await mkdtemp(join(tmpdir(), "aom-workflow-")), "fifo");
    expect(spawnSync("mkfifo", ["-m", "600", path]).status).toBe(0);
    const interrupt = (child: { kill(signal: NodeJS.Signals): void }) => setTimeout(() => child.kill("SIGINT"), 1000);
    const end = await runCli(["restart", ...ids, "--region", "cn-north-4", "--token-file", path], { meanwhile: interrupt });
    expect(end).toMatchObject({ code: 130, stderr: "Interrupted. Nothing was sent.\n" });
    await rm(join(path, ".."), { recursive: true });
  });
});

describe.runIf(posix)("the output", () => {
  const node = JSON.stringify(nodeBinary);
  const shell = (command: string, url: string) =>
    new Promise<{ stdout: string; stderr: string }>((resolve) => {
      const env = { PATH: process.env.PATH, AOM_WORKFLOW_TOKEN: secret, AOM_WORKFLOW_PROJECT: "f".repeat(32), AOM_WORKFLOW_ENDPOINT: url };
      execFile("sh", ["-c", command], { env }, (_, stdout, stderr) => resolve({ stdout, stderr }));
    });

  test("a reader that goes away is no error", async () => {
    await using server = await loopback(success);
    const { stderr } = await shell(`{ ${node} ${bundle} restart ${ids.join(" ")}; echo "code $?" >&2; } | true`, server.url);
    expect(stderr).toBe("code 0\n");
  });

  test("is complete when stdout is a pipe that is read late", async () => {
    await using server = await loopback(success);
    const { stdout } = await shell(`${node} ${bundle} restart ${ids.join(" ")} --json | { sleep 0.3; cat; }`, server.url);
    expect(JSON.parse(stdout)).toMatchObject({ ok: true });
  });

  test.runIf(process.platform === "linux")("a full disk loses nothing silently", async () => {
    await using server = await loopback(success);
    const { stderr } = await shell(`${node} ${bundle} restart ${ids.join(" ")} > /dev/full; echo "code $?" >&2`, server.url);
    expect(stderr).toMatch(/could not be written \(ENOSPC\)\. It was: Restarted node run-script of execution e1.*\ncode 1\n$/s);
  });

  test("an argument that is no UTF-8 is refused", async () => {
    await using server = await loopback(success);
    const { stderr } = await shell(
      `${node} ${bundle} restart --workflow w --execution e --node "$(printf 'caf\\351')"; echo "code $?" >&2`,
      server.url,
    );
    expect(stderr).toMatch(/is not valid UTF-8.*code 2\n$/s);
    expect(server.requests).toHaveLength(0);
  });
});

describe("an error that nobody thought of", () => {
  test.for([
    {
      when: "before the request",
      sabotage: "globalThis.Request = class { constructor() { throw new TypeError('boom'); } }",
      code: 1,
      outcome: "not-sent",
    },
    {
      when: "after the request",
      sabotage:
        "const { get } = Headers.prototype; Headers.prototype.get = function (name) { if (/request-id/i.test(name)) throw new TypeError('boom'); return get.call(this, name); }",
      code: 6,
      outcome: "unknown",
    },
  ])("$when", async ({ sabotage, code, outcome }) => {
    await using server = await loopback(success);
    const folder = await mkdtemp(join(tmpdir(), "aom-workflow-"));
    const preload = join(folder, "sabotage.cjs");
    await writeFile(preload, sabotage);
    const options = { nodeArguments: ["-r", preload] };
    const argv = ["restart", ...ids, "--endpoint", server.url];
    const plain = await runCli(argv, options);
    expect(plain).toMatchObject({ code, stdout: "" });
    expect(plain.stderr).not.toMatch(/\n {4}at /);
    const json = await runCli([...argv, "--json"], options);
    expect(JSON.parse(json.stdout)).toMatchObject({ ok: false, error: { outcome, exitCode: code } });
    if (code === 1) {
      expect(plain.stderr).toMatch(/^Internal error: boom\. Nothing was sent\. This is a bug .*--debug\.\n$/);
      expect((await runCli([...argv, "--debug"], options)).stderr).toMatch(/TypeError: boom\n {4}at /);
    }
    await rm(folder, { recursive: true });
  });
});

test("help and version work without any setting", async () => {
  const env = { AOM_WORKFLOW_TOKEN: "", AOM_WORKFLOW_PROJECT: "" };
  for (const argv of [["--help"], ["help"], ["help", "skip"], ["skip", "--help"]]) {
    expect(await runCli(argv, { env })).toMatchObject({ code: 0, stderr: "", stdout: expect.stringContaining("Exit codes:") });
  }
  const { stdout } = await runCli(["--version", "--output", "json"], { env });
  expect(JSON.parse(stdout)).toMatchObject({
    ok: true,
    version: expect.stringMatching(/^\d+\.\d+\.\d+/),
    contract: { sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
  });
  expect((await runCli(["--version", "--json"], { env })).stdout).toBe(stdout);
});

test("a dry run needs no token, shows none, and sends nothing", async () => {
  await using server = await loopback(success);
  const argv = ["skip", ...ids, "--endpoint", server.url, "--dry-run"];
  const shown = await runCli(argv);
  expect(shown.code).toBe(0);
  expect(shown.stdout).toMatch(
    new RegExp(`^POST ${server.url}/v1/[0-9a-f]{32}/cms/workflow/w1/executions/e1/operation\\?action=skip&node_id=run-script\n`),
  );
  expect(shown.stdout).toContain("\nx-auth-token: [redacted]\n");
  expect(shown.stdout + shown.stderr).not.toContain(secret);
  const { stdout } = await runCli([...argv, "--json"], { env: { AOM_WORKFLOW_TOKEN: "" } });
  expect(JSON.parse(stdout)).toMatchObject({
    ok: true,
    dryRun: true,
    outcome: "not-sent",
    request: { method: "POST", headers: { "x-auth-token": "[missing]" } },
  });
  expect(server.requests).toHaveLength(0);
});
