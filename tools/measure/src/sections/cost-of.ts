import { runToEnd } from "../machine/children.ts";
import type { Cost, Load } from "../scripts/load.ts";
import { type SubjectName, writeScript } from "../scripts/write-script.ts";
import type { Bench } from "./bench.ts";

/** Makes many calls of one subject in a process of its own. @param secure whether over TLS */
export async function costOf(
  subject: SubjectName,
  load: Load,
  { node, server, environment, installations }: Bench,
  secure = false,
): Promise<Cost> {
  const { folder } = subject.includes("official") ? installations.official : installations.library;
  const script = await writeScript(folder, subject, "often");
  const overTls = { BENCHMARK_ORIGIN: server.https, NODE_EXTRA_CA_CERTS: server.authority };
  const env = { ...environment, ...(secure ? overTls : { BENCHMARK_ORIGIN: server.http }) };
  const { stdout } = await runToEnd(node.path, [script, JSON.stringify(load)], { cwd: folder, env, timeout: 600_000 });
  return JSON.parse(stdout);
}
