import { cpSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { runToEnd } from "../machine/children.ts";
import { temporaryFolder } from "../machine/temporary-folder.ts";
import { dependencyTree, type InstalledPackage } from "./dependency-tree.ts";
import { placePackages } from "./place-packages.ts";

/** A project folder with packages as a user gets them. */
export interface Installation {
  folder: string;
  packages: number;
  bytes: number;
}

const here = fileURLToPath(new URL("../../", import.meta.url));

/**
 * Installs packages into a folder of their own, without a network: those of this workspace as `npm pack` would publish them, their dependencies as they
 * are installed here.
 */
export async function installPackages(...names: readonly string[]): Promise<Installation> {
  const folder = temporaryFolder("installation");
  writeFileSync(join(folder, "package.json"), '{ "private": true, "type": "module" }\n');
  const placed = placePackages(names.map((name) => dependencyTree(name, here)));
  for (const { path, package: item } of placed) {
    const target = join(folder, "node_modules", path);
    mkdirSync(target, { recursive: true });
    if (isOfWorkspace(item)) await unpack(item, target);
    else
      cpSync(item.folder, target, {
        recursive: true,
        filter: (source) => !source.slice(item.folder.length).includes(`${sep}node_modules`),
      });
  }
  return { folder, packages: placed.length, bytes: sizeOf(join(folder, "node_modules")) };
}

function isOfWorkspace({ folder }: InstalledPackage): boolean {
  return !folder.includes(`${sep}node_modules${sep}`);
}

async function unpack(item: InstalledPackage, target: string): Promise<void> {
  const env = { PATH: process.env.PATH ?? "", HOME: target };
  const { stdout } = await runToEnd("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", target], { cwd: item.folder, env });
  const [{ filename }] = JSON.parse(stdout);
  await runToEnd("tar", ["-xzf", filename, "--strip-components=1"], { cwd: target, env });
  rmSync(join(target, filename));
  rmSync(join(target, ".npm"), { recursive: true, force: true });
}

function sizeOf(folder: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.reduce((bytes, { parentPath, name }) => bytes + statSync(join(parentPath, name)).size, 0);
}
