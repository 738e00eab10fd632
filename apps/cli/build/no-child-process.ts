/** Stands in for `node:child_process` in the bundle: no command is a program of its own. */
export function spawn(): never {
  throw new Error("No program is started.");
}
