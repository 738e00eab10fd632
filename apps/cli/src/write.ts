import type { Writable } from "node:stream";

/**
 * Writes and waits until it is written, so that nothing is cut off at exit.
 *
 * @returns the error code, or nothing; a reader that has gone away (`| head`) is no error.
 */
export function write(stream: Writable, text: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const done = (error?: NodeJS.ErrnoException | null) =>
      resolve(!error || error.code === "EPIPE" ? undefined : (error.code ?? error.message));
    // The callback of the write tells of the error; as an event it would end the process.
    if (stream.listenerCount("error") === 0) stream.on("error", () => {});
    stream.write(text, done);
  });
}
