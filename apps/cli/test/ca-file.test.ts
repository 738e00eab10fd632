import { spawnSync } from "node:child_process";
import { X509Certificate } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { rootCertificates } from "node:tls";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { json, loopback } from "../../../tools/lab/servers.ts";
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
  await rm(folder, { recursive: true });
});

test("a ~ that no shell expands, in a variable, is named", async () => {
  const env = { AOM_WORKFLOW_CA_FILE: "~/ca.pem" };
  expect(await runHere(["restart", "--no-check", ...ids, "--region", "cn-north-4"], { env })).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/^AOM_WORKFLOW_CA_FILE is ~\/ca\.pem, whose ~ no shell has expanded: write the whole path\.\n/),
  });
});

describe.skipIf(process.platform === "win32")("a pipe with certificates, as shells make for <(command),", () => {
  let pipe: string;
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "aom-workflow-"));
    pipe = join(folder, "pipe");
    expect(spawnSync("mkfifo", [pipe]).status).toBe(0);
  });
  afterEach(() => rm(folder, { recursive: true }));

  test("is read once for a command that calls twice", async () => {
    const [root = ""] = rootCertificates;
    await using server = await loopback(({ url = "" }, response) =>
      json(response, 200, url.endsWith("/workflow-list") ? { elements: [{ id: "w1", name: "nightly" }], total_elements: 1 } : []),
    );
    const call = runHere(["executions", "--workflow", "nightly", "--endpoint", server.url, "--ca-file", pipe]);
    const [end] = await Promise.all([call, writeFile(pipe, root)]);
    expect(end).toMatchObject({ code: 0 });
  });

  test("that has none is refused", async () => {
    const call = runHere(["workflows", "--region", "cn-north-4", "--ca-file", pipe]);
    const [end] = await Promise.all([call, writeFile(pipe, "no certificate")]);
    expect(end).toMatchObject({ code: 2, stderr: expect.stringMatching(/^--ca-file must name a file with certificates in PEM format/) });
  });

  test("is not saved", async () => {
    const saved = await runHere(["config", "set", "ca-file", pipe], { env: { XDG_CONFIG_HOME: folder } });
    expect(saved).toMatchObject({ code: 2, stderr: expect.stringMatching(/^The setting ca-file names .*pipe, which is not a file/) });
  });
});

describe("a --ca-file that is", () => {
  const [root = ""] = rootCertificates;
  test.for<[string, string | Uint8Array, string]>([
    ["empty", "", "is empty"],
    ["cut", root.slice(0, 300), "is cut off: its certificate has no END line"],
    ["damaged in part", `${root}\n${root.replace(/\n..../, "\nMIIZ")}`, "is damaged: certificate 2 of 2 cannot be read"],
    ["in DER", new X509Certificate(root).raw, "is binary, as a certificate in DER format is; convert it with: openssl x509"],
    ["a private key", "-----BEGIN PRIVATE KEY-----\nMIGH\n-----END PRIVATE KEY-----\n", "has a private key and no certificate"],
  ])("%s is named, by a call and by what would save it", async ([, content, problem]) => {
    const folder = await mkdtemp(join(tmpdir(), "aom-workflow-"));
    const file = join(folder, "ca.pem");
    await writeFile(file, content);
    const says = `must name a file with certificates in PEM format, but ${file} ${problem}`;
    const call = await runHere(["workflows", "--region", "cn-north-4", "--ca-file", file]);
    expect(call.code).toBe(2);
    expect(call.stderr).toContain(`--ca-file ${says}`);
    const saved = await runHere(["config", "set", "ca-file", file], { env: { XDG_CONFIG_HOME: folder } });
    expect(saved.stderr).toContain(`The setting ca-file ${says}`);
    await rm(folder, { recursive: true });
  });
});
