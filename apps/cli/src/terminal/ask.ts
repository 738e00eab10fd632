import { createInterface } from "node:readline";
import { Writable } from "node:stream";

/** Asks on stderr and reads a line from stdin. The end of the input counts as an empty line. @throws what the signal says when it ends the wait */
export function ask(
  question: string,
  { hidden = false, signal }: { readonly hidden?: boolean; readonly signal: AbortSignal },
): Promise<string> {
  return new Promise((resolve, reject) => {
    process.stderr.write(question);
    const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
    const lines = createInterface({ input: process.stdin, output: hidden ? silent : process.stderr, terminal: true, historySize: 0 });
    const abort = () => {
      lines.removeAllListeners("close");
      lines.close();
      reject(signal.reason);
    };
    const finish = (answer: string) => {
      signal.removeEventListener("abort", abort);
      if (hidden) process.stderr.write("\n");
      resolve(answer);
      lines.close();
    };
    // In raw mode Ctrl-C is a key: hand it on as the signal that it stands for, to the whole group, as a terminal does.
    lines.once("SIGINT", () => {
      process.stderr.write("\n");
      process.kill(0, "SIGINT");
    });
    lines.once("line", finish).once("close", () => finish(""));
    signal.addEventListener("abort", abort);
  });
}
