import { join } from "node:path";
import { runToEnd } from "../measure/src/machine/children.ts";
import { temporaryFolder } from "../measure/src/machine/temporary-folder.ts";

/** A Node to measure with. */
export interface NodeVersion {
  /** As in `24.21.0`. */
  version: string;
  path: string;
}

/** The Node that this runs on. */
export const thisNode: NodeVersion = { version: process.versions.node, path: process.execPath };

/** Gets the newest Node of a major version from the npm registry. */
export async function installNode(major: number): Promise<NodeVersion> {
  const cwd = temporaryFolder(`node-${major}`);
  const name = `node-${process.platform}-${process.arch}`;
  const install = ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", cwd, `${name}@${major}`];
  await runToEnd("npm", install, { cwd, env: process.env, timeout: 300_000 });
  const path = join(cwd, "node_modules", name, "bin", "node");
  const { stdout } = await runToEnd(path, ["--version"], { cwd, env: {} });
  return { version: stdout.trim().slice(1), path };
}
