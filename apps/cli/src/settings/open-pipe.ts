import { constants, openSync, statSync } from "node:fs";
import type { Readable } from "node:stream";

/** Is there a pipe of this name, such as a shell makes for `<(command)`? */
export function isPipe(path: string): boolean {
  try {
    // Without bigint, `require` of Node 20 stops following symbolic links after a pipe was examined.
    return statSync(path, { bigint: true }).isFIFO();
  } catch {
    // Whoever reads it says why that is not possible.
    return false;
  }
}

/** Opening a pipe that nobody writes to would block until somebody does, and not even an interruption could end that. */
export async function openPipe(path: string): Promise<Readable> {
  const { Socket } = await import("node:net");
  return new Socket({ fd: openSync(path, constants.O_RDONLY | constants.O_NONBLOCK), readable: true, writable: false });
}
