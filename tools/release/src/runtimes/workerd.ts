import { join } from "node:path";
import { end, startChild } from "../../../lab/children.ts";
import { writeFiles } from "../../../lab/folders.ts";
import { freePort } from "../../../lab/free-port.ts";
import { installTools } from "../../../lab/tools.ts";
import type { End } from "../conformance/cases.ts";
import type { Installation } from "../installs/install.ts";
import { bundleProbe } from "./bundle-probe.ts";
import type { Platform } from "./platform.ts";
import { programIn } from "./program-in.ts";

const text = `
import { probe } from "probe";
export default { fetch: async (request) => Response.json(await probe(await request.json())) };
`;

const configuration = (port: number) => `
using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "probe", worker = (modules = [(name = "worker", esModule = embed "worker.mjs")], compatibilityDate = "2026-11-01")),
    (name = "internet", network = (allow = ["public", "private"], tlsOptions = (trustBrowserCas = true))),
  ],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "probe")],
);
`;

/** The runtime of workers at the edge: nothing but \`fetch\`. */
export function workerd(work: string, installation: () => Promise<Installation>): Platform {
  return {
    name: "workerd",
    byFetch: true,
    knowledge: { provesNotSent: false, believesRefusals: false },
    run: async (task) => {
      const command = programIn(await installTools(work, "workerd"), "@cloudflare", "workerd");
      const { folder } = await installation();
      const port = await freePort();
      await bundleProbe(folder, "worker/worker.mjs", { text, bundledFor: ["workerd", "worker", "browser"] });
      writeFiles(folder, { "worker/config.capnp": configuration(port) });
      const child = startChild(command, ["serve", "config.capnp"], { cwd: join(folder, "worker"), env: {} });
      const said: string[] = [];
      for (const stream of [child.stdout, child.stderr]) stream!.setEncoding("utf8").on("data", (line) => said.push(line));
      try {
        return await ask(`http://127.0.0.1:${port}/`, JSON.stringify(task));
      } catch (error) {
        throw new Error(`${(error as Error).message}\n${said.join("")}`);
      } finally {
        end(child);
      }
    },
  };
}

/** Asks as soon as it listens. */
async function ask(url: string, body: string): Promise<readonly End[]> {
  for (let attempt = 0; ; attempt++) {
    const answer = await fetch(url, { method: "POST", body, signal: AbortSignal.timeout(60_000) }).catch(async (error) => {
      if (attempt === 50 || error.cause?.code !== "ECONNREFUSED") throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    });
    if (answer?.ok) return (await answer.json()) as readonly End[];
    if (answer) throw new Error(`workerd answered ${answer.status}: ${await answer.text()}`);
  }
}
