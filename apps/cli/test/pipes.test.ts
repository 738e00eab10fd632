import { type spawn, spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ids } from "./fixtures.ts";
import { runCli } from "./run-cli.ts";

/** Nothing listens there. */
const endpoint = ["--endpoint", "http://127.0.0.1:9"];

describe.skipIf(process.platform === "win32")("a pipe that nobody writes to", () => {
  let folder: string;
  let pipe: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "aom-workflow-"));
    pipe = join(folder, "pipe");
    expect(spawnSync("mkfifo", ["-m", "600", pipe]).status).toBe(0);
  });
  afterAll(() => rm(folder, { recursive: true }));

  test.for(
    [
      ["apply"],
      ["plan", "restart", ...endpoint, "--from"],
      ["stopped", ...endpoint, "--ca-file"],
      ["restart", "--no-check", ...ids, ...endpoint, "--token-file"],
      ["auth", "token", ...endpoint, "--token-file"],
      ["doctor", ...endpoint, "--ca-file"],
      ["auth", "login", "--region", "cn-north-4", "--account", "a", "--user", "u", "--ca-file"],
    ].map((argv) => ({ command: argv.join(" "), argv })),
  )("ends $command after --timeout, and is named", async ({ argv }) => {
    const { code, signal, stderr } = await runCli([...argv, pipe, "--timeout", "0.5"]);
    expect({ code, signal }).toEqual({ code: 3, signal: null });
    expect(stderr).toMatch(new RegExp(`^[^\\n]*${pipe} did not end within 0\\.5 s \\(--timeout\\)\\.`));
  });

  test.for(
    [["apply"], ["plan", "restart", ...endpoint, "--from"], ["doctor", ...endpoint, "--ca-file"]].map((argv) => ({
      command: argv.join(" "),
      argv,
    })),
  )("does not keep Ctrl-C from ending $command", async ({ argv }) => {
    const meanwhile = (child: ReturnType<typeof spawn>) => sleep(1000).then(() => child.kill("SIGINT"));
    const { signal, stderr } = await runCli([...argv, pipe], { meanwhile });
    expect({ signal, stderr }).toEqual({ signal: "SIGINT", stderr: expect.stringMatching(/^Interrupted\./) });
  });
});

test.skipIf(process.platform === "win32").for([["apply"], ["plan", "restart", ...endpoint, "--from"]])(
  "a pipe that is written to late is read: %s",
  async (argv) => {
    const folder = await mkdtemp(join(tmpdir(), "aom-workflow-"));
    const pipe = join(folder, "pipe");
    expect(spawnSync("mkfifo", [pipe]).status).toBe(0);
    const meanwhile = () => sleep(300).then(() => writeFile(pipe, "text\n"));
    const { code, stderr } = await runCli([...argv, pipe], { meanwhile });
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(/^Line 1 is not /) });
    await rm(folder, { recursive: true });
  },
);

test("standard input that does not end is named", async () => {
  const login = ["auth", "login", "--region", "cn-north-4", "--account", "a", "--user", "u", "--timeout", "0.5"];
  const env = { XDG_CACHE_HOME: await mkdtemp(join(tmpdir(), "aom-workflow-")) };
  const says = "Standard input did not end within 0.5 s (--timeout).";
  expect(await runCli(login, { env, input: undefined })).toMatchObject({ code: 3, stderr: expect.stringContaining(says) });
  const plan = ["plan", "restart", ...endpoint, "--from", "-", "--timeout", "0.5"];
  expect(await runCli(plan, { env, input: undefined })).toMatchObject({ code: 3, stderr: expect.stringContaining(says) });
  await rm(env.XDG_CACHE_HOME, { recursive: true });
});

test.skipIf(process.platform === "win32")("a pipe of certificates without end is refused before it fills the memory", async () => {
  const { status, stderr } = spawnSync(
    "sh",
    ["-c", 'yes | "$0" "$@"', process.execPath, (await import("./run-cli.ts")).bundle, "stopped", ...endpoint, "--ca-file", "/dev/stdin"],
    { encoding: "utf8", timeout: 20_000 },
  );
  expect({ status, stderr }).toEqual({
    status: 2,
    stderr: expect.stringMatching(/^--ca-file names \/dev\/stdin, which is longer than 16 MiB\.\n/),
  });
});
