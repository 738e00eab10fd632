import { dirname } from "node:path";

/**
 * Creates a folder that only this user can enter, and those above it. Node's own recursion never ends where a folder exists and none can be created in
 * it, as in /proc.
 *
 * @throws the error of the system, such as one with the code `EACCES`
 */
export function makeFolder(path: string): void {
  if (isFolder(path)) return;
  const parent = dirname(path);
  if (parent !== path) makeFolder(parent);
  try {
    fs().mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    // Another process may have created it meanwhile.
    if (!isFolder(path)) throw error;
  }
}

function isFolder(path: string): boolean {
  return fs().statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

const fs = (): typeof import("node:fs") => process.getBuiltinModule("node:fs");
