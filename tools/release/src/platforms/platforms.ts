import { execFileSync } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Plugin } from "esbuild";
import { end, run, startChild, startServing } from "../../../lab/children.ts";
import { temporaryFolder, writeFiles } from "../../../lab/folders.ts";
import { installTools, lines, MissingError, nodeOf, programIn } from "../../../lab/install.ts";
import { freePort, serve } from "../../../lab/servers.ts";
import { type Check, lazily } from "../checks.ts";
import type { Installation } from "../install.ts";
import { judge, type Knowledge } from "./judge.ts";
import { caseNames, type End, type Task } from "./probe.ts";
import type { ScriptedMock } from "./scripted-mock.ts";

/** A JavaScript runtime, and how the probe runs on it. */
interface Platform {
  readonly name: string;
  /** Whether the platform's own `fetch` sends. */
  readonly byFetch: boolean;
  readonly knowledge: Knowledge;
  /** @throws {MissingError} if it cannot be installed */
  readonly run: (task: Task) => Promise<readonly End[]>;
}

const everything: Knowledge = { provesNotSent: true, believesRefusals: true };
const nothing: Knowledge = { provesNotSent: false, believesRefusals: false };

/** The client reports the right outcome on each platform, in each case. */
export function platformChecks(
  work: string,
  installation: () => Promise<Installation>,
  mock: () => Promise<ScriptedMock>,
): readonly Check[] {
  const platforms = [...commands(work, installation), workerd(work, installation), chromium(installation)];
  return platforms.map(({ name, byFetch, knowledge, run }) => ({
    title: `platform: ${name} reports the outcome of each call`,
    run: async () => {
      const { url: server, seen } = await mock();
      const platform = name.replaceAll(" ", "-");
      const ended = await run({ server, nothingListens: `http://127.0.0.1:${await freePort()}`, platform, byFetch });
      if (ended.length !== caseNames.length) throw new Error("the probe did not finish all cases");
      const problems = ended.flatMap((each) => {
        const problem = judge(each, seen(`${platform}.${each.name}`), knowledge, byFetch);
        return problem === undefined ? [] : [`${each.name}: ${problem}\n  seen: ${JSON.stringify(seen(`${platform}.${each.name}`))}`];
      });
      if (problems.length > 0) throw new Error(problems.join("\n"));
      const again = ended.filter((each) => seen(`${platform}.${each.name}`).reused.length > (each.attempts ?? 1)).map((each) => each.name);
      return again.length === 0 ? undefined : `the platform itself sent again: ${again.join(", ")}`;
    },
  }));
}

/** Platforms that are a command. They import the installed packages. */
function commands(work: string, installation: () => Promise<Installation>): readonly Platform[] {
  const program = lazily(async () =>
    bundleProbe(
      (await installation()).folder,
      "probe.mjs",
      `import process from "node:process";
       import { probe } from "probe";
       console.log(JSON.stringify(await probe(JSON.parse(process.argv.at(-1)))));
       process.exit(0);`,
    ),
  );
  const platform =
    (name: string, command: () => Promise<string>, args: readonly string[] = []) =>
    (byFetch: boolean) => ({
      name: `${name}${byFetch ? " with its fetch" : ""}`,
      byFetch,
      // Deno's fetch gives the reason of a failure only as text.
      knowledge: { ...everything, provesNotSent: !(name === "Deno" && byFetch) },
      run: async (task: Task) => {
        const { folder: cwd, env: settings } = await installation();
        const env = { ...settings, DENO_NO_UPDATE_CHECK: "1" };
        const { stdout } = await run(await command(), [...args, await program(), JSON.stringify(task)], { cwd, env });
        return JSON.parse(stdout) as readonly End[];
      },
    });
  return [
    ...lines.map((line) => platform(`Node ${line}`, () => nodeOf(work, line))),
    platform("Bun", async () => programIn(await installTools(work, "bun"), "@oven", "bun")),
    platform("Deno", async () => programIn(await installTools(work, "deno"), "@deno", "deno"), ["run", "--allow-all"]),
  ].flatMap((on) => [on(false), on(true)]);
}

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

/** The runtime of edge workers, which has only `fetch`. */
function workerd(work: string, installation: () => Promise<Installation>): Platform {
  const text = `import { probe } from "probe";
    export default { fetch: async (request) => Response.json(request.method === "POST" ? await probe(await request.json()) : {}) };`;
  const run = async (task: Task) => {
    const command = programIn(await installTools(work, "workerd"), "@cloudflare", "workerd");
    const { folder } = await installation();
    const port = await freePort();
    await bundleProbe(folder, "worker/worker.mjs", text, ["workerd", "worker", "browser"]);
    writeFiles(folder, { "worker/config.capnp": configuration(port) });
    const url = `http://127.0.0.1:${port}/`;
    const child = await startServing(url, command, ["serve", "config.capnp"], { cwd: join(folder, "worker"), env: {} });
    try {
      const answer = await fetch(url, { method: "POST", body: JSON.stringify(task), signal: AbortSignal.timeout(60_000) });
      if (!answer.ok) throw new Error(`workerd answered ${answer.status}: ${await answer.text()}`);
      return (await answer.json()) as readonly End[];
    } finally {
      end(child);
    }
  };
  return { name: "workerd", byFetch: true, knowledge: nothing, run };
}

/** A browser, which has only `fetch`, resends on its own, and is on another origin, so that CORS has to allow the call. */
function chromium(installation: () => Promise<Installation>): Platform {
  const run = async (task: Task) => {
    const command = findChromium();
    const { folder } = await installation();
    const text = `import { probe } from "probe";
      const report = await probe(${JSON.stringify(task)}).catch(({ message }) => ({ message }));
      await fetch("/report", { method: "POST", body: JSON.stringify(report) });`;
    const script = readFileSync(await bundleProbe(folder, "page.mjs", text, ["browser"]));
    const reports = new EventEmitter();
    const reported = once(reports, "report", { signal: AbortSignal.timeout(90_000) });
    const { url, close } = await serve(
      createServer(async (request, response) => {
        if (request.method === "POST") {
          reports.emit("report", JSON.parse(Buffer.concat(await request.toArray()).toString()));
          return void response.end();
        }
        const isScript = request.url === "/page.mjs";
        response.writeHead(200, { "Content-Type": isScript ? "text/javascript" : "text/html" });
        response.end(isScript ? script : '<!DOCTYPE html><title>probe</title><script type="module" src="/page.mjs"></script>');
      }),
    );
    const profile = `--user-data-dir=${temporaryFolder("chromium")}`;
    const child = startChild(command, ["--headless", "--no-sandbox", "--disable-gpu", profile, `${url}/`], { cwd: folder });
    for (const stream of [child.stdout, child.stderr]) stream!.resume();
    try {
      const [report] = await reported;
      return report as readonly End[];
    } finally {
      end(child);
      await close();
    }
  };
  return { name: "Chromium", byFetch: true, knowledge: nothing, run };
}

/** @throws {MissingError} */
function findChromium(): string {
  try {
    const command = "command -v chromium || command -v chromium-browser || command -v google-chrome";
    return execFileSync("/bin/sh", ["-c", command], { encoding: "utf8" }).trim();
  } catch {
    throw new MissingError("Chromium is not installed (on Debian: apt-get install chromium)");
  }
}

/**
 * Bundles the probe and a program that imports it from "probe" into one file, in a project that has our packages.
 *
 * @param bundledFor import conditions of a platform without packages, so that they are bundled too
 */
async function bundleProbe(folder: string, name: string, contents: string, bundledFor?: string[]): Promise<string> {
  const outfile = join(folder, name);
  await build({
    stdin: { contents, resolveDir: folder, loader: "ts" },
    outfile,
    bundle: true,
    format: "esm",
    target: "es2022",
    logLevel: "error",
    tsconfigRaw: {},
    ...(bundledFor
      ? { platform: "browser", conditions: bundledFor, plugins: [probe, packagesOf(folder)] }
      : { platform: "neutral", external: ["node:*", "@aom-workflow/*"], plugins: [probe] }),
  });
  return outfile;
}

const source = fileURLToPath(new URL("probe.ts", import.meta.url));
const probe: Plugin = { name: "probe", setup: ({ onResolve }) => onResolve({ filter: /^probe$/ }, () => ({ path: source })) };

/** The probe is a file of the workspace, but must import the packages of the project. */
const packagesOf = (folder: string): Plugin => ({
  name: "packages",
  setup: ({ onResolve, resolve }) =>
    onResolve({ filter: /^@aom-workflow\// }, ({ path, kind, resolveDir }) =>
      resolveDir.startsWith(folder) ? undefined : resolve(path, { kind, resolveDir: folder }),
    ),
});
