import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { MissingError } from "../matrix/cell.ts";

/** A program that a package brings along in another one for this system; what would link the two is an install script, which does not run. */
export function programIn(modules: string, scope: string, name: string): string {
  const folder = join(modules, scope);
  const packages = existsSync(folder) ? readdirSync(folder) : [];
  const files = packages.flatMap((its) => [join(folder, its, "bin", name), join(folder, its, name)]);
  const found = files.find((file) => existsSync(file));
  if (found === undefined) throw new MissingError(`${name} has no program for this system`);
  return found;
}
