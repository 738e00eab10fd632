import { spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ids } from "./fixtures.ts";
import { runHere } from "./run-here.ts";

test("--ca-file wants certificates", async () => {
  const folder = await mkdtemp(join(tmpdir(), "aom-workflow-"));
  await writeFile(join(folder, "text"), "no certificate");
  const call = (file: string) => runHere(["restart", "--no-check", ...ids, "--region", "cn-north-4", "--ca-file", join(folder, file)]);
  expect(await call("text")).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/^--ca-file must name a file with certificates in PEM format/),
  });
  expect(await call("nowhere")).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/^--ca-file names .*nowhere, which cannot be read \(ENOENT\)/),
  });
  expect(await call("")).toMatchObject({ code: 2, stderr: expect.stringMatching(/^--ca-file names .*, which is not a file/) });
  if (process.platform !== "win32") {
    expect(spawnSync("mkfifo", [join(folder, "pipe")]).status).toBe(0);
    expect(await call("pipe")).toMatchObject({ code: 2, stderr: expect.stringMatching(/^--ca-file names .*pipe, which is not a file/) });
  }
  await rm(folder, { recursive: true });
});
