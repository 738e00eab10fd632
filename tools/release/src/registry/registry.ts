import { join } from "node:path";
import { end, run, startChild } from "../../../lab/children.ts";
import { writeFiles } from "../../../lab/folders.ts";
import { freePort } from "../../../lab/free-port.ts";
import { installTools, withoutWorkspace } from "../../../lab/tools.ts";

/** A registry on the loopback interface that begins empty, and passes on what others have published from the one that npm is configured with. */
export interface Registry {
  readonly url: string;
  stop(): void;
}

/** The names that are ours: they come from here or from nowhere. */
const ours = ["aom-workflow", "@aom-workflow/*", "rehearsal-*"];

export async function startRegistry(work: string): Promise<Registry> {
  const modules = await installTools(work, "verdaccio");
  const upstream = (await run("npm", ["config", "get", "registry"], { cwd: work, env: withoutWorkspace() })).stdout.trim();
  const port = await freePort();
  const folder = join(work, "registry");
  writeFiles(folder, { "config.yaml": configuration(port, upstream) });
  const command = join(modules, "verdaccio/bin/verdaccio");
  const child = startChild(process.execPath, [command, "--config", "config.yaml"], { cwd: folder, env: withoutWorkspace() });
  const log: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream!.setEncoding("utf8").on("data", (text) => log.push(text));
  const url = `http://127.0.0.1:${port}/`;
  for (let attempt = 0; attempt < 150; attempt++) {
    if (child.exitCode !== null) break;
    if (await answers(url)) return { url, stop: () => end(child) };
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  end(child);
  throw new Error(`The registry did not start.\n${log.join("")}`);
}

/** JSON, which is YAML as well. */
function configuration(port: number, upstream: string): object {
  return {
    storage: "./storage",
    listen: `127.0.0.1:${port}`,
    uplinks: { upstream: { url: upstream, timeout: "60s", maxage: "1h", max_fails: 10 } },
    packages: {
      ...Object.fromEntries(ours.map((name) => [name, { access: "$all", publish: "$all" }])),
      "**": { access: "$all", proxy: "upstream" },
    },
    max_body_size: "50mb",
    web: { enable: false },
    log: { type: "stdout", format: "json", level: "error" },
  };
}

function answers(url: string): Promise<boolean> {
  return fetch(`${url}-/ping`).then(
    ({ ok }) => ok,
    () => false,
  );
}
