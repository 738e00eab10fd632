import { deepEqual, ok } from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { run } from "../../lab/children.ts";
import { sizeOf, writeFiles } from "../../lab/folders.ts";
import { serve } from "../../lab/servers.ts";
import { budgets } from "../../measure/budgets.ts";
import type { Cell } from "./cells.ts";
import { npmSettings } from "./registry.ts";
import type { Stage } from "./stage.ts";

/** A project of a user, outside the workspace, after `npm install`. */
export interface Installation {
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  /** How many packages were installed, however deep. */
  readonly packages: number;
  /** Those that run something when they are installed, as npm itself sees it. */
  readonly withScripts: readonly string[];
  /** What was reported while it was installed. */
  readonly reports: readonly string[];
  /** Bytes in `node_modules`. */
  readonly bytes: number;
}

/** Installs what a user asks for, with scripts allowed and a trap for what they report. */
export async function install(
  { work, registry }: Pick<Stage, "work" | "registry">,
  name: string,
  dependencies: Readonly<Record<string, string>>,
): Promise<Installation> {
  const folder = join(work, "users", name);
  writeFiles(folder, { "package.json": { name: `their-${name}`, version: "1.0.0", private: true, type: "module", dependencies } });
  const env = npmSettings(work, "user", registry.url);
  const trap = await setTrap();
  try {
    const args = ["install", "--ignore-scripts=false", "--foreground-scripts", "--loglevel=error"];
    await run("npm", args, { cwd: folder, env: { ...env, ...trap.env }, timeout: 300_000 });
  } finally {
    await trap.close();
  }
  const lock = JSON.parse(readFileSync(join(folder, "package-lock.json"), "utf8")) as {
    packages: Readonly<Record<string, { readonly hasInstallScript?: boolean }>>;
  };
  const installed = Object.entries(lock.packages).filter(([path]) => path !== "");
  return {
    folder,
    env,
    packages: installed.length,
    withScripts: installed.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path),
    reports: trap.caught,
    bytes: sizeOf(join(folder, "node_modules")),
  };
}

/** Listens where a report of an installation would go: at a proxy, or at the local port that Scarf offers for tests. */
async function setTrap() {
  const caught: string[] = [];
  const server = createServer((socket) => {
    const report: string[] = [];
    socket.setEncoding("latin1").on("data", (text: string) => {
      report.push(text);
      socket.end("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");
    });
    socket.on("error", () => {}).on("close", () => caught.push(report.join("").split("\r\n")[0] || "a connection"));
  });
  const { port, url, close } = await serve(server);
  // Makes everything but the registry go to the trap.
  return { env: { HTTP_PROXY: url, HTTPS_PROXY: url, NO_PROXY: "127.0.0.1", SCARF_LOCAL_PORT: String(port) }, caught, close };
}

/** Installs all our packages in one project, with what a user has beside them. */
export function installAll(stage: Stage, name: string, others: Readonly<Record<string, string>>): Promise<Installation> {
  const ours = Object.fromEntries(stage.publishing.packed.map((packed) => [packed.name, packed.version]));
  return install(stage, name, { ...ours, ...others });
}

/** What `npm install` brings along, runs and reports. */
export function installCells(stage: Stage, everything: () => Promise<Installation>): readonly Cell[] {
  return [
    {
      title: "install: the trap notices a package that reports its installation",
      run: async () => {
        const { withScripts, reports } = await install(stage, "canary", { [await publishCanary(stage)]: "1.0.0" });
        deepEqual(withScripts, ["node_modules/@scarf/scarf"]);
        ok(reports.length > 0, "nothing was caught");
        return reports[0];
      },
    },
    ...stage.publishing.packed.map(({ name, version }) => ({
      title: `install: ${name} alone runs nothing, reports nothing, and is as small as it should be`,
      run: async () => {
        const { packages, bytes } = quiet(await install(stage, name.replace("/", "-").replace("@", ""), { [name]: version }));
        const all: Readonly<Record<string, { readonly packages: number; readonly kilobytes: number }>> = budgets.installed;
        const budget = all[name] ?? { packages: 0, kilobytes: 0 };
        const remark = `${packages} packages, ${Math.round(bytes / 1000)} kB`;
        const within = packages <= budget.packages && bytes <= budget.kilobytes * 1000;
        ok(within, `${remark}; allowed are ${budget.packages} and ${budget.kilobytes} kB`);
        return remark;
      },
    })),
    {
      title: "install: everything together runs nothing and reports nothing",
      run: async () => `${quiet(await everything()).packages} packages`,
    },
  ];
}

function quiet(installation: Installation): Installation {
  const { withScripts, reports } = installation;
  deepEqual({ withScripts, reports }, { withScripts: [], reports: [] });
  return installation;
}

/** A package that brings along one which reports its installation, as the mock did once. Whatever does not notice it notices nothing. */
async function publishCanary({ work, registry }: Stage): Promise<string> {
  const name = "rehearsal-canary";
  const folder = join(work, name);
  writeFiles(folder, {
    "package.json": { name, version: "1.0.0", license: "MIT", files: ["index.js"], dependencies: { "@scarf/scarf": "1.4.0" } },
    "index.js": "",
  });
  await run("npm", ["publish"], { cwd: folder, env: npmSettings(work, "canary", registry.url) });
  return name;
}
