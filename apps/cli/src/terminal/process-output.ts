import { isatty } from "node:tty";
import type { Output } from "../output/streams.ts";

/** stdout (1) or stderr (2) of this process. The stream is made when it is first touched, since that takes time. */
export function processOutput(descriptor: 1 | 2): Output {
  const stream = () => (descriptor === 1 ? process.stdout : process.stderr);
  const isTerminal = isatty(descriptor);
  return {
    isTerminal,
    get columns() {
      return isTerminal ? stream().columns : undefined;
    },
    write: (text) => write(stream(), text),
  };
}

/** The stream, whose errors do not end the process: where they matter, the callback of the write reports them. */
export function outlasting(stream: NodeJS.WriteStream): NodeJS.WriteStream {
  return stream.listenerCount("error") === 0 ? stream.on("error", () => {}) : stream;
}

/** Waits until it is written, so that nothing is cut off at exit. */
function write(stream: NodeJS.WriteStream, text: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const done = (error?: NodeJS.ErrnoException | null) => resolve(error ? (error.code ?? error.message) : undefined);
    outlasting(stream).write(text, done);
  });
}
