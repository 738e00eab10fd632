import { ok } from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "../../lab/children.ts";
import { sizeOf, writeFiles } from "../../lab/folders.ts";
import { budgets } from "../../measure/budgets.ts";
import type { Check } from "./checks.ts";
import { npmSettings } from "./registry.ts";
import type { Stage } from "./stage.ts";

/** A user's project, outside the workspace, after `npm install`. */
export interface Installation {
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  /** How many packages were installed, at any depth. */
  readonly packages: number;
  /** Bytes in `node_modules`. */
  readonly bytes: number;
}

/** Installs packages as a user does. */
async function install({ work, registry }: Stage, name: string, dependencies: Readonly<Record<string, string>>): Promise<Installation> {
  const folder = join(work, "users", name);
  writeFiles(folder, { "package.json": { name: `their-${name}`, version: "1.0.0", private: true, type: "module", dependencies } });
  const env = npmSettings(work, "user", registry);
  await run("npm", ["install", "--ignore-scripts=false", "--loglevel=error"], { cwd: folder, env, timeout: 300_000 });
  const lock = JSON.parse(readFileSync(join(folder, "package-lock.json"), "utf8")) as { packages: object };
  // The first one is the project itself.
  return { folder, env, packages: Object.keys(lock.packages).length - 1, bytes: sizeOf(join(folder, "node_modules")) };
}

/** Installs all our packages in one project, with others that a user has. */
export function installAll(stage: Stage, name: string, others: Readonly<Record<string, string>>): Promise<Installation> {
  const ours = Object.fromEntries(stage.publishing.packed.map((packed) => [packed.name, packed.version]));
  return install(stage, name, { ...ours, ...others });
}

/** What `npm install` of each package alone brings along. */
export function installChecks(stage: Stage): readonly Check[] {
  const all: Readonly<Record<string, { readonly packages: number; readonly kilobytes: number }>> = budgets.installed;
  return stage.publishing.packed.map(({ name, version }) => ({
    title: `install: ${name} alone stays within its budget`,
    run: async () => {
      const { packages, bytes } = await install(stage, name.replace("/", "-").replace("@", ""), { [name]: version });
      const budget = all[name] ?? { packages: 0, kilobytes: 0 };
      const remark = `${packages} packages, ${Math.round(bytes / 1000)} kB`;
      const within = packages <= budget.packages && bytes <= budget.kilobytes * 1000;
      ok(within, `${remark}; the budget is ${budget.packages} packages, ${budget.kilobytes} kB`);
      return remark;
    },
  }));
}
