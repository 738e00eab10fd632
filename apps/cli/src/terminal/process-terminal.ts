import type { Environment } from "../surface/environment.ts";
import { isTerminal } from "./is-terminal.ts";
import { outlasting } from "./process-output.ts";
import type { Terminal } from "./terminal.ts";

/** The terminal of this process. */
export function processTerminal(env: Environment): Terminal {
  let isDrawn = false;
  return {
    // Streams are made when they are first touched, which takes time: a number is asked for what it is instead.
    canAsk: isTerminal(0) && isTerminal(2),
    canDraw: isTerminal(2) && env.TERM !== "dumb" && !env.CI,
    columns: isTerminal(1) && process.stdout.columns >= 20 ? process.stdout.columns : 80,
    status(text) {
      if (text !== undefined) outlasting(process.stderr).write(`\r${fitting(text, process.stderr.columns)}\x1b[K`);
      else if (isDrawn) outlasting(process.stderr).write("\r\x1b[K");
      isDrawn = text !== undefined;
    },
    ask: async (question, options) => (await import("./ask.ts")).ask(question, options),
  };
}

/** A line that wraps could not be taken away again. */
function fitting(text: string, columns = 80): string {
  return [...text].slice(0, Math.max(0, columns - 1)).join("");
}
