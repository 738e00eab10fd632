import { setTimeout as wait } from "node:timers/promises";
import { nodeTransport } from "../src/transport/node/node-transport.ts";
import type { Transport } from "../src/transport/transport.ts";

/** A process of its own: makes one call after the other and prints what each left behind that keeps the process alive. */
const { plain, silent, keeping, tls, authority, proxy, refusing } = JSON.parse(process.argv[2] ?? "{}") as Record<string, string>;
const warnings: string[] = [];
process.on("warning", ({ message }) => warnings.push(message));

const post = (transport: Transport, url: string | undefined, signal = new AbortController().signal, maxBytes = 1024) =>
  transport({ method: "POST", url: `${url}/`, headers: {} }, { signal, maxBytes });
const direct = nodeTransport({ proxy: false });
const calls: Record<string, () => Promise<unknown>> = {
  plain: () => post(direct, plain),
  "cut off": () => post(direct, plain, undefined, 1),
  // The second over a connection that did not keep the process alive until then, and has to do so now.
  keeping: () => post(direct, keeping).then(() => post(direct, keeping)),
  "keeping through TLS": () => post(nodeTransport({ proxy: false, ca: authority }), tls),
  "keeping a tunnel": () => post(nodeTransport({ proxy, ca: authority }), tls),
  refused: () => post(direct, "http://127.0.0.1:1"),
  distrusted: () => post(direct, tls),
  "proxy refused": () => post(nodeTransport({ proxy: `${refusing}` }), tls),
  aborted: () => post(direct, silent, AbortSignal.timeout(20)),
};

const usual = process.getActiveResourcesInfo();
const left: Record<string, unknown> = {};
for (const [name, call] of Object.entries(calls)) {
  warnings.length = 0;
  await call().catch(() => {});
  await wait(30);
  const resources = process.getActiveResourcesInfo().filter((each) => each !== "PipeWrap" && !usual.includes(each));
  left[name] = { resources, warnings: [...warnings] };
}
process.stdout.write(JSON.stringify(left));
