import type { Environment } from "./environment.ts";
import type { Terminal } from "./terminal.ts";

/** The terminal of this process. */
export function processTerminal(env: Environment): Terminal {
  const { stdin, stdout, stderr } = process;
  return {
    canAsk: stdin.isTTY === true && stderr.isTTY === true,
    canDraw: stderr.isTTY === true && env.TERM !== "dumb" && !env.CI,
    columns: stdout.isTTY && stdout.columns >= 40 ? stdout.columns : 80,
    draw: (text) => void stderr.write(text),
    ask: async (question, options) => (await import("./ask.ts")).ask(question, options),
  };
}
