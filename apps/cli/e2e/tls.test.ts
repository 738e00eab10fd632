import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { createServer } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { rootCertificates } from "node:tls";
import { afterAll, describe, expect, test } from "vitest";
import { connectProxy } from "../../../tools/lab/connect-proxy.ts";
import { serve } from "../../../tools/lab/servers.ts";
import { ids } from "../test/fixtures.ts";
import { success } from "../test/loopback.ts";
import { runCli } from "../test/run-cli.ts";
import { runHere } from "../test/run-here.ts";

const folder = mkdtempSync(join(tmpdir(), "aom-workflow-"));
afterAll(() => rmSync(folder, { recursive: true }));
const [key, certificate] = [join(folder, "key.pem"), join(folder, "certificate.pem")];
const request = `req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=aom-workflow -addext subjectAltName=IP:127.0.0.1,DNS:gateway.invalid`;
const made = spawnSync("openssl", [...request.split(" "), "-keyout", key, "-out", certificate]).status === 0;

const secure = () => serve(createServer({ key: readFileSync(key), cert: readFileSync(certificate) }, success), "https");

describe.skipIf(!made)("an authority of one's own (skipped without openssl)", () => {
  test("is not trusted unless it is named, by --ca-file or NODE_EXTRA_CA_CERTS", async () => {
    await using server = await secure();
    const argv = ["restart", "--no-check", ...ids, "--endpoint", `https://127.0.0.1:${server.port}`];
    const untrusted = await runHere(argv);
    expect(untrusted).toMatchObject({ code: 3, stdout: "" });
    // Tried once: it would fail in the same way again.
    expect(untrusted.stderr).toMatch(
      /^Could not connect: .* Nothing was sent\. .*--ca-file FILE\. To see what is wrong: aom-workflow doctor\n/,
    );
    expect(await runHere([...argv, "--ca-file", certificate])).toMatchObject({ code: 0 });
    expect(await runHere(argv, { env: { AOM_WORKFLOW_CA_FILE: certificate } })).toMatchObject({ code: 0 });
    expect(await runCli(argv, { env: { NODE_EXTRA_CA_CERTS: certificate } })).toMatchObject({ code: 0 });
  });

  test("that is another than the one that is named already is not answered by naming it", async () => {
    await using server = await secure();
    await writeFile(join(folder, "other.pem"), rootCertificates[0] ?? "");
    const argv = ["restart", "--no-check", ...ids, "--endpoint", `https://127.0.0.1:${server.port}`];
    for (const end of [
      await runHere([...argv, "--ca-file", join(folder, "other.pem")]),
      await runHere(argv, { env: { AOM_WORKFLOW_CA_FILE: join(folder, "other.pem") } }),
    ])
      expect(end.stderr).toContain(`None of the authorities in ${join(folder, "other.pem")} (--ca-file) signed it`);
  });

  test("is trusted through a proxy too", async () => {
    await using server = await secure();
    await using proxy = await connectProxy("tunnel");
    // Without a scheme, as curl takes it too.
    const env = { HTTPS_PROXY: `127.0.0.1:${proxy.port}` };
    const argv = ["restart", "--no-check", ...ids, "--endpoint", `https://gateway.invalid:${server.port}`, "--ca-file", certificate];
    expect(await runCli(argv, { env })).toMatchObject({ code: 0 });
    expect(proxy.asked.map(({ authority }) => authority)).toEqual([`gateway.invalid:${server.port}`]);
  });

  test("that is missing is what doctor finds, with the remedy", async () => {
    await using server = await secure();
    const { code, stdout } = await runHere(["doctor", "--endpoint", `https://127.0.0.1:${server.port}`]);
    expect(code).toBe(3);
    expect(stdout).toMatch(
      /^✓ endpoint .* can be reached\n✗ TLS {10}the certificate is not trusted \([A-Z_]+\)\n {2}→ .*--ca-file FILE\.$/m,
    );
  });
});
