import { writeSync } from "node:fs";
import type { Output } from "../output/streams.ts";
import { isTerminal } from "./is-terminal.ts";

/** stdout (1) or stderr (2) of this process. The stream is made when it is first touched, since that takes time. */
export function processOutput(descriptor: 1 | 2): Output {
  const stream = () => (descriptor === 1 ? process.stdout : process.stderr);
  const drawn = isTerminal(descriptor);
  return {
    isTerminal: drawn,
    get columns() {
      // 0 where the terminal does not know.
      return (drawn && stream().columns) || undefined;
    },
    get rows() {
      return (drawn && stream().rows) || undefined;
    },
    page: async (...shown) => (await import("./pager.ts")).page(...shown),
    write: async (text) => {
      const bytes = Buffer.from(text);
      const { written, problem } = drawn ? { written: 0 } : writeAtOnce(descriptor, bytes);
      if (problem !== undefined || (written === bytes.length && !drawn)) return problem;
      return write(stream(), bytes.subarray(written));
    },
  };
}

/** The stream, whose errors do not end the process: where they matter, the callback of the write reports them. */
export function outlasting(stream: NodeJS.WriteStream): NodeJS.WriteStream {
  return stream.listenerCount("error") === 0 ? stream.on("error", () => {}) : stream;
}

/** Writes to a pipe or a file without making a stream, as far as it takes it now. */
function writeAtOnce(descriptor: 1 | 2, bytes: Buffer): { readonly written: number; readonly problem?: string } {
  let written = 0;
  try {
    while (written < bytes.length) written += writeSync(descriptor, bytes, written);
    return { written };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return code === "EAGAIN" ? { written } : { written, problem: code ?? message };
  }
}

/** Waits until it is written, so that nothing is cut off at exit. */
function write(stream: NodeJS.WriteStream, bytes: Uint8Array): Promise<string | undefined> {
  return new Promise((resolve) => {
    const done = (error?: NodeJS.ErrnoException | null) => resolve(error ? (error.code ?? error.message) : undefined);
    outlasting(stream).write(bytes, done);
  });
}
