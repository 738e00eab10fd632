import { fstatSync } from "node:fs";

/** Is the descriptor a terminal? Most are a pipe or a file, for which nothing has to be loaded; `node:tty` loads all of `node:net`. */
export function isTerminal(descriptor: 0 | 1 | 2): boolean {
  try {
    const mayBe = process.platform === "win32" || fstatSync(descriptor).isCharacterDevice();
    return mayBe && process.getBuiltinModule("node:tty").isatty(descriptor);
  } catch {
    // It is closed.
    return false;
  }
}
