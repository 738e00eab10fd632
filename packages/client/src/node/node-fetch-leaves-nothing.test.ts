import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { startTlsFault } from "@aom-workflow/mock";
import { expect, it } from "vitest";
import { connectProxy } from "./connect-proxy.test-support.ts";
import { rawServer } from "./raw-server.test-support.ts";

const script = fileURLToPath(new URL("leaves-nothing.test-support.ts", import.meta.url));

it("a process is done with a call as soon as the call is: no socket, no timer", { timeout: 20_000 }, async () => {
  const ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
  const plain = await rawServer(ok);
  const silent = await rawServer(() => {});
  const keeping = await rawServer((socket) => void socket.write(ok));
  const tls = await startTlsFault("none");
  const proxy = await connectProxy("tunnel");
  const refusing = await connectProxy(407);
  try {
    const given = { plain: plain.url, silent: silent.url, keeping: keeping.url, tls: tls.url, authority: tls.authority };
    const servers = JSON.stringify({ ...given, proxy: proxy.url, refusing: refusing.url });
    const { stdout } = await promisify(execFile)(process.execPath, [script, servers], { timeout: 15_000 });
    const left = JSON.parse(stdout) as Record<string, unknown>;
    const nothing = { resources: [], warnings: [] };
    expect(left).toEqual({
      plain: nothing,
      cancelled: nothing,
      keeping: nothing,
      tls: nothing,
      tunnel: nothing,
      refused: nothing,
      distrusted: nothing,
      "proxy refused": nothing,
      aborted: nothing,
    });
  } finally {
    await Promise.all([plain, silent, keeping, tls, proxy, refusing].map((server) => server.close()));
  }
});
