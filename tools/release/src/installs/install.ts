import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "../../../lab/children.ts";
import { sizeOf, writeFiles } from "../../../lab/folders.ts";
import { npmSettings } from "../registry/npm-settings.ts";
import type { Stage } from "../stage.ts";
import { setTrap } from "./trap.ts";

/** A project of a user, outside the workspace, after `npm install`. */
export interface Installation {
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  /** Everything that was installed, however deep. */
  readonly packages: readonly { readonly path: string; readonly version: string }[];
  /** Those that run something when they are installed, as npm itself sees it. */
  readonly withScripts: readonly string[];
  /** What was reported while it was installed. */
  readonly reports: readonly string[];
  /** Bytes in `node_modules`. */
  readonly bytes: number;
}

interface Lock {
  readonly packages: Readonly<Record<string, { readonly version: string; readonly hasInstallScript?: boolean }>>;
}

/** Installs what a user asks for, with scripts allowed and a trap for what they report. */
export async function install(
  { work, registry }: Pick<Stage, "work" | "registry">,
  name: string,
  dependencies: Readonly<Record<string, string>>,
): Promise<Installation> {
  const folder = join(work, "users", name);
  mkdirSync(folder, { recursive: true });
  writeFiles(folder, { "package.json": { name: `their-${name}`, version: "1.0.0", private: true, type: "module", dependencies } });
  const settings = npmSettings(work, "user", registry.url);
  const trap = await setTrap();
  try {
    const args = ["install", "--ignore-scripts=false", "--foreground-scripts", "--loglevel=error"];
    await run("npm", args, { cwd: folder, env: { ...settings, ...trap.env }, timeout: 300_000 });
    const { packages } = JSON.parse(readFileSync(join(folder, "package-lock.json"), "utf8")) as Lock;
    const installed = Object.entries(packages).filter(([path]) => path !== "");
    return {
      folder,
      env: settings,
      packages: installed.map(([path, { version }]) => ({ path, version })),
      withScripts: installed.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path),
      reports: trap.caught,
      bytes: sizeOf(join(folder, "node_modules")),
    };
  } finally {
    trap.close();
  }
}
