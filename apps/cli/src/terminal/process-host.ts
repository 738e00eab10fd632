import { fstatSync, writeSync } from "node:fs";
import type { Output } from "../output/streams.ts";
import type { Environment } from "../surface/environment.ts";
import type { Terminal } from "./host.ts";

/** The terminal of this process. */
export function processTerminal(env: Environment): Terminal {
  let isDrawn = false;
  let isAsking = false;
  return {
    // Streams are made when they are first touched, which takes time: a number is asked for what it is instead.
    canAsk: isTerminal(0) && isTerminal(2),
    canDraw: isTerminal(2) && env.TERM !== "dumb" && !env.CI,
    columns: isTerminal(1) && process.stdout.columns >= 20 ? process.stdout.columns : 80,
    status(text) {
      if (isAsking) return;
      if (text !== undefined) outlasting(process.stderr).write(`\r${fitting(text, process.stderr.columns)}\x1b[K`);
      else if (isDrawn) outlasting(process.stderr).write("\r\x1b[K");
      isDrawn = text !== undefined;
    },
    async ask(question, options) {
      this.status(undefined);
      isAsking = true;
      return (await import("./ask.ts")).ask(question, options).finally(() => {
        isAsking = false;
      });
    },
  };
}

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

/** A line that wraps could not be taken away again; the terminal may show ^C behind it. */
function fitting(text: string, columns = 80): string {
  return [...text].slice(0, Math.max(0, columns - 3)).join("");
}

/** The stream, whose errors do not end the process: where they matter, the callback of the write reports them. */
function outlasting(stream: NodeJS.WriteStream): NodeJS.WriteStream {
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

/** Is the descriptor a terminal? Most are a pipe or a file, for which nothing has to be loaded; `node:tty` loads all of `node:net`. */
function isTerminal(descriptor: 0 | 1 | 2): boolean {
  try {
    // Without bigint, `require` of Node 20 stops following symbolic links after a pipe was examined, such as pnpm's link to `pg`.
    const mayBe = process.platform === "win32" || fstatSync(descriptor, { bigint: true }).isCharacterDevice();
    return mayBe && process.getBuiltinModule("node:tty").isatty(descriptor);
  } catch {
    // It is closed.
    return false;
  }
}
