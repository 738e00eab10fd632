import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import { join } from "node:path";
import { run, startServing } from "../../lab/children.ts";
import { writeFiles } from "../../lab/folders.ts";
import { installTools, withoutWorkspace } from "../../lab/install.ts";
import { freePort, serve } from "../../lab/servers.ts";

/** Our names, which must not come from another registry. */
const ours = ["aom-workflow", "@aom-workflow/*"];

/**
 * Starts a registry on the loopback interface. It starts without our packages, and fetches others from the registry that npm is configured with.
 *
 * @returns its address
 */
export async function startRegistry(work: string): Promise<string> {
  const modules = await installTools(work, "verdaccio");
  const upstream = (await run("npm", ["config", "get", "registry"], { cwd: work, env: withoutWorkspace() })).stdout.trim();
  const port = await freePort();
  const folder = join(work, "registry");
  writeFiles(folder, { "config.yaml": configuration(port, upstream) });
  const args = [join(modules, "verdaccio/bin/verdaccio"), "--config", "config.yaml"];
  const url = `http://127.0.0.1:${port}/`;
  await startServing(`${url}-/ping`, process.execPath, args, { cwd: folder, env: withoutWorkspace() });
  return url;
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

/** An environment in which npm and pnpm use this registry and a home of their own, without this machine's settings. */
export function npmSettings(work: string, name: string, registry: string): NodeJS.ProcessEnv {
  const home = join(work, "homes", name);
  // npm needs a token to publish; the registry accepts any.
  writeFiles(home, { ".npmrc": `registry=${registry}\n//${new URL(registry).host}/:_authToken=rehearsal\n` });
  return {
    PATH: withoutWorkspace().PATH,
    HOME: home,
    CI: "true",
    npm_config_userconfig: join(home, ".npmrc"),
    npm_config_cache: join(work, "npm-cache"),
    npm_config_update_notifier: "false",
    npm_config_audit: "false",
    npm_config_fund: "false",
  };
}

/** A proxy in front of the registry: records what is published, and can break down half-way. */
export interface Front {
  readonly url: string;
  /** Names of the packages that were published through it, in order. */
  readonly accepted: readonly string[];
  /** Sets how many more packages are accepted; every further one fails. */
  allow(count: number): void;
  close(): Promise<void>;
}

export async function startFront(registry: string): Promise<Front> {
  const accepted: string[] = [];
  let allowed = Number.POSITIVE_INFINITY;
  const { url, close } = await serve(
    createServer((incoming, response) => {
      const isPublication = incoming.method === "PUT";
      if (isPublication && --allowed < 0) return void incoming.resume().on("end", () => refuse(response, 500, "broken down"));
      pass(incoming, response, registry, (status) => {
        if (isPublication && status < 300) accepted.push(decodeURIComponent((incoming.url as string).slice(1)));
      });
    }),
  );
  const allow = (count: number) => {
    allowed = count;
  };
  return { url: `${url}/`, accepted, allow, close };
}

function pass(incoming: IncomingMessage, response: ServerResponse, registry: string, report: (status: number) => void): void {
  const { method = "GET", url = "/", headers } = incoming;
  const onward = request(new URL(url, registry), { method, headers }, (answer) => {
    const status = answer.statusCode as number;
    report(status);
    // changesets recognises an existing version only by the message of npm's own registry.
    if (method === "PUT" && status === 409) {
      return void answer.resume().on("end", () => refuse(response, 403, "You cannot publish over the previously published versions."));
    }
    response.writeHead(status, answer.headers);
    answer.pipe(response);
  });
  onward.on("error", () => response.destroy());
  incoming.pipe(onward);
}

function refuse(response: ServerResponse, status: number, error: string): void {
  response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify({ error }));
}
