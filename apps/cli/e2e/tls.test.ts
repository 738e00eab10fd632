import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer as createHttpServer } from "node:http";
import { createServer } from "node:https";
import { type AddressInfo, connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Duplex } from "node:stream";
import { afterAll, describe, expect, test } from "vitest";
import { ids } from "../test/fixtures.ts";
import { success } from "../test/loopback.ts";
import { runCli } from "../test/run-cli.ts";
import { runHere } from "../test/run-here.ts";

const folder = mkdtempSync(join(tmpdir(), "aom-workflow-"));
afterAll(() => rmSync(folder, { recursive: true }));
const [key, certificate] = [join(folder, "key.pem"), join(folder, "certificate.pem")];
const request = `req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=aom-workflow -addext subjectAltName=IP:127.0.0.1,DNS:gateway.invalid`;
const made = spawnSync("openssl", [...request.split(" "), "-keyout", key, "-out", certificate]).status === 0;

async function listening(server: ReturnType<typeof createHttpServer> | ReturnType<typeof createServer>) {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

const secure = () => listening(createServer({ key: readFileSync(key), cert: readFileSync(certificate) }, success));

/** A proxy that opens tunnels and keeps where they went. */
async function proxying() {
  const tunnels: string[] = [];
  const open: Duplex[] = [];
  const server = createHttpServer().on("connect", ({ url = "" }, client) => {
    tunnels.push(url);
    const target = connect(Number(url.split(":")[1]), "127.0.0.1", () => {
      client.write("HTTP/1.1 200 Connection established\r\n\r\n");
      client.pipe(target).pipe(client);
    });
    client.on("close", () => target.destroy()).on("error", () => {});
    target.on("close", () => client.destroy()).on("error", () => {});
    open.push(client, target);
  });
  const { port } = await listening(server);
  return {
    port,
    tunnels,
    async [Symbol.asyncDispose]() {
      for (const socket of open) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

describe.skipIf(!made)("an authority of one's own (skipped without openssl)", () => {
  test("is not trusted unless it is named, by --ca-file or NODE_EXTRA_CA_CERTS", async () => {
    await using server = await secure();
    const argv = ["restart", ...ids, "--endpoint", `https://127.0.0.1:${server.port}`];
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

  test("is trusted through a proxy too", async () => {
    await using server = await secure();
    await using proxy = await proxying();
    // Without a scheme, as curl takes it too.
    const env = { HTTPS_PROXY: `127.0.0.1:${proxy.port}` };
    const argv = ["restart", ...ids, "--endpoint", `https://gateway.invalid:${server.port}`, "--ca-file", certificate];
    expect(await runCli(argv, { env })).toMatchObject({ code: 0 });
    expect(proxy.tunnels).toEqual([`gateway.invalid:${server.port}`]);
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
