import { setTimeout as wait } from "node:timers/promises";
import { nodeFetch } from "./node-fetch.ts";

/** A process of its own: makes one call after the other and prints what each left behind 30 ms after it was over. */
const { plain, silent, keeping, tls, authority, proxy, refusing } = JSON.parse(process.argv[2] ?? "{}") as Record<string, string>;
const warnings: string[] = [];
process.on("warning", ({ message }) => warnings.push(message));

const read = async (response: Promise<Response>) => void (await (await response).text().catch(() => {}));
const post = { method: "POST" };
const kept = nodeFetch({ proxy: false, keepAlive: true });
const direct = nodeFetch({ proxy: false });
const calls: Record<string, () => Promise<unknown>> = {
  plain: () => read(direct(`${plain}`, post)),
  cancelled: async () => (await direct(`${plain}`, post)).body?.cancel(),
  keeping: () => read(kept(`${keeping}`, post)).then(() => kept.close()),
  tls: () => read(nodeFetch({ proxy: false, ca: authority })(`${tls}`, post)),
  tunnel: () => read(nodeFetch({ proxy: `${proxy}`, ca: authority })(`${tls}`, post)),
  refused: () => direct("http://127.0.0.1:1", post),
  distrusted: () => direct(`${tls}`, post),
  "proxy refused": () => nodeFetch({ proxy: `${refusing}` })(`${tls}`, post),
  aborted: () => direct(`${silent}`, { ...post, signal: AbortSignal.timeout(20) }),
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
