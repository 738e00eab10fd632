import type { Environment } from "./environment.ts";
import type { Terminal } from "./terminal.ts";

/** The terminal of this process. */
export function processTerminal(env: Environment): Terminal {
  const { stdin, stdout, stderr } = process;
  let isDrawn = false;
  return {
    canAsk: stdin.isTTY === true && stderr.isTTY === true,
    canDraw: stderr.isTTY === true && env.TERM !== "dumb" && !env.CI,
    columns: stdout.isTTY && stdout.columns >= 40 ? stdout.columns : 80,
    status(text) {
      if (text !== undefined) stderr.write(`\r${fitting(text, stderr.columns)}\x1b[K`);
      else if (isDrawn) stderr.write("\r\x1b[K");
      isDrawn = text !== undefined;
    },
    ask: async (question, options) => (await import("./ask.ts")).ask(question, options),
  };
}

/** A line that wraps could not be taken away again. */
function fitting(text: string, columns = 80): string {
  return [...text].slice(0, Math.max(0, columns - 1)).join("");
}
