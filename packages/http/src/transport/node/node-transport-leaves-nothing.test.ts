import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { startTlsFault } from "@aom-workflow/mock";
import { expect, it } from "vitest";
import { connectProxy } from "../../../../../tools/lab/connect-proxy.ts";
import { closed, ok, serverWith } from "../../../test/sending.ts";

const script = fileURLToPath(new URL("../../../test/leaves-nothing.ts", import.meta.url));

it("a process is done with a call as soon as the call is: no timer and no socket keeps it alive, not even a kept one", async () => {
  const tls = closed(await startTlsFault("none"));
  const servers = {
    plain: (await serverWith(ok)).url,
    silent: (await serverWith(() => {})).url,
    keeping: (await serverWith((socket) => void socket.write(ok))).url,
    tls: tls.url,
    authority: tls.authority,
    proxy: closed(await connectProxy("tunnel")).url,
    refusing: closed(await connectProxy(407)).url,
  };
  const { stdout } = await promisify(execFile)(process.execPath, [script, JSON.stringify(servers)], { timeout: 25_000 });
  const left = JSON.parse(stdout) as Record<string, unknown>;
  expect(Object.keys(left)).toHaveLength(9);
  for (const [call, remains] of Object.entries(left)) expect(remains, call).toEqual({ resources: [], warnings: [] });
});
