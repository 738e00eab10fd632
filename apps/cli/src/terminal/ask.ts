import { createInterface } from "node:readline";
import { Writable } from "node:stream";

/** Nothing that was typed before comes later than this, in milliseconds, once the terminal hands keys on one by one. */
const quietMs = 20;

/**
 * Asks on stderr and reads a line from stdin; what was typed before the question is dropped. The end of the input counts as an empty line.
 *
 * @throws what the signal says when it ends the wait
 */
export function ask(
  question: string,
  { hidden = false, signal }: { readonly hidden?: boolean; readonly signal: AbortSignal },
): Promise<string> {
  return new Promise((resolve, reject) => {
    const { stdin, stderr } = process;
    let isShown = false;
    const output = new Writable({
      write(chunk, _encoding, done) {
        if (isShown && !hidden) stderr.write(chunk);
        done();
      },
    });
    // A line that is edited is drawn again, and its beginning with it.
    const prompt = hidden ? "" : question.slice(question.lastIndexOf("\n") + 1);
    const lines = createInterface({ input: stdin, output, terminal: true, historySize: 0, prompt });
    const show = () => {
      stdin.off("data", wait);
      lines.write(null, { ctrl: true, name: "e" });
      lines.write(null, { ctrl: true, name: "u" });
      isShown = true;
      stderr.write(question.slice(0, question.length - prompt.length));
      lines.prompt();
    };
    const quiet = setTimeout(show, quietMs);
    const wait = () => quiet.refresh();
    stdin.on("data", wait);
    const end = () => {
      clearTimeout(quiet);
      stdin.off("data", wait);
      signal.removeEventListener("abort", abort);
      lines.removeAllListeners("close").close();
    };
    const abort = () => {
      end();
      reject(signal.reason);
    };
    const finish = (answer: string) => {
      end();
      if (hidden) stderr.write("\n");
      resolve(answer);
    };
    // In raw mode Ctrl-C is a key: hand it on as the signal that it stands for, to the whole group, as a terminal does.
    lines.once("SIGINT", () => {
      stderr.write("\n");
      process.kill(0, "SIGINT");
    });
    // Suspended by Ctrl-Z, it reads no more until it asks again.
    lines.on("SIGCONT", show);
    lines.on("line", (answer) => isShown && finish(answer)).once("close", () => finish(""));
    signal.addEventListener("abort", abort);
  });
}
