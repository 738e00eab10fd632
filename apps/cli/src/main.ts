import { isatty } from "node:tty";
import type { Answer } from "./answer.ts";
import { wantsJson } from "./arguments.ts";
import { painter, paintFailure, paintHelp, wantsColour } from "./colour.ts";
import { describeError } from "./describe-error.ts";
import { printable } from "./printable.ts";
import { processTerminal } from "./process-terminal.ts";
import { run } from "./run.ts";
import { wrap } from "./wrap.ts";
import { write } from "./write.ts";

/** Put in by the build. */
declare const CLI_VERSION: string;

const argv = process.argv.slice(2);
const { env } = process;
const json = wantsJson(argv);
const interruption = new AbortController();
const terminal = processTerminal(env);
const surroundings = {
  env,
  version: CLI_VERSION,
  signal: interruption.signal,
  terminal,
  json,
  tell,
  trace,
  report,
  stdin: () => process.stdin,
};
const paint = painter(wantsColour(isatty(1), env));
const paintTalk = painter(wantsColour(isatty(2), env));

for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => interruption.abort(signal));
process.once("uncaughtException", (error) => {
  report(error);
  void end(describeError(error, { command: undefined, started: true, interruptedBy: undefined })).then(() => process.exit());
});

run(argv, surroundings).then(end);

async function end({ exitCode, document, text, talk, isHelp, isRaw }: Answer): Promise<void> {
  process.exitCode = exitCode;
  terminal.status(undefined);
  const asDocument = json && document !== undefined;
  if (talk && !asDocument) {
    const said = fitted(talk);
    await write(process.stderr, `${exitCode === 0 ? said : paintFailure(said, exitCode, paintTalk)}\n`);
  }
  const shown = isRaw ? text : text && printable(text);
  const result = asDocument ? JSON.stringify(document) : shown && isHelp ? paintHelp(shown, paint) : shown;
  const problem = result === undefined ? undefined : await write(process.stdout, `${result}\n`);
  if (problem) {
    await write(process.stderr, `The output could not be written (${problem}). It was: ${result}\n`);
    process.exitCode = exitCode || 1;
  }
  // An open file or pipe that the token was awaited from would hold the process.
  if (interruption.signal.aborted) process.exit();
}

function tell(text: string): void {
  if (!json) trace(fitted(text));
}

/** A text for stderr: on a terminal it is broken between words. */
function fitted(text: string): string {
  return isatty(2) && process.stderr.columns >= 40 ? wrap(printable(text), process.stderr.columns) : printable(text);
}

function trace(text: string): void {
  terminal.status(undefined);
  void write(process.stderr, `${printable(text)}\n`);
}

function report(error: unknown): void {
  if (argv.includes("--debug")) void write(process.stderr, `${error instanceof Error ? error.stack : error}\n`);
}
