import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { rootCertificates } from "node:tls";
import { promisify } from "node:util";
import { startTlsFault } from "@aom-workflow/mock";
import { expect, it } from "vitest";
import { trustedRoots } from "./trusted-roots.ts";

const other = rootCertificates[0] ?? "";

it("an authority of one's own does not take the place of those that Node knows", () => {
  expect(trustedRoots("mine")).toEqual(expect.arrayContaining([other, "mine"]));
});

it.each(["as Node lists them", "as Node 20, which cannot list them, is helped"])(
  "NODE_EXTRA_CA_CERTS stays in force beside an authority of one's own, %s",
  async (how) => {
    const server = await startTlsFault("none");
    const folder = await mkdtemp(join(tmpdir(), "aom-workflow-"));
    try {
      const extra = join(folder, "extra.pem");
      await writeFile(extra, server.authority);
      const script = `
        ${how.startsWith("as Node 20") ? 'delete process.getBuiltinModule("node:tls").getCACertificates;' : ""}
        const { nodeTransport } = await import(${JSON.stringify(new URL("node-transport.ts", import.meta.url).href)});
        const [url, ca] = process.argv.slice(1);
        const request = { method: "POST", url, headers: {} };
        const { text } = await nodeTransport({ proxy: false, ca })(request, { signal: new AbortController().signal, maxBytes: 1024 });
        console.log(text);`;
      const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", script, server.url, other], {
        env: { ...process.env, NODE_EXTRA_CA_CERTS: extra },
      });
      expect(stdout.trim()).toBe('{"result":"success"}');
    } finally {
      await server.close();
      await rm(folder, { recursive: true });
    }
  },
);
