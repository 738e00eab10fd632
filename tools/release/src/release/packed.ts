import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "../../../lab/children.ts";

export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly main?: string;
  readonly exports?: Readonly<Record<string, string | object>>;
  readonly bin?: Readonly<Record<string, string>>;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly homepage?: string;
  readonly repository?: { readonly url: string; readonly directory: string };
  readonly bugs?: { readonly url: string };
  readonly author?: string;
}

/** A package as it is published. */
export interface Packed {
  readonly name: string;
  readonly version: string;
  readonly tarball: string;
  readonly manifest: Manifest;
  /** Every file in it, by its path in the package. */
  readonly files: readonly string[];
  /** The text of one. */
  read(file: string): Promise<string>;
}

interface Plan {
  readonly plan: readonly (readonly { readonly name: string; readonly version: string; readonly tarball: { readonly path: string } }[])[];
}

/** Keeps what was packed in a folder, and reads it. */
export async function keepPacked(folder: string, keep: string): Promise<readonly Packed[]> {
  cpSync(folder, keep, { recursive: true });
  const { plan } = JSON.parse(readFileSync(join(keep, "publish-plan.json"), "utf8")) as Plan;
  return Promise.all(plan.flat().map(({ name, version, tarball }) => readPacked(name, version, join(keep, tarball.path))));
}

async function readPacked(name: string, version: string, tarball: string): Promise<Packed> {
  const tar = async (...args: string[]) => (await run("tar", [...args], { cwd: "/" })).stdout;
  const read = (file: string) => tar("-xzOf", tarball, `package/${file}`);
  const files = (await tar("-tzf", tarball))
    .trim()
    .split("\n")
    .map((path) => path.replace(/^package\//, ""));
  return { name, version, tarball, files: files.sort(), read, manifest: JSON.parse(await read("package.json")) };
}
