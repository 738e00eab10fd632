import type { Answer } from "./answer.ts";
import { wantsJson } from "./arguments.ts";
import { describeError } from "./describe-error.ts";
import { printable } from "./printable.ts";
import { processTerminal } from "./process-terminal.ts";
import { run } from "./run.ts";
import { write } from "./write.ts";

/** Put in by the build. */
declare const CLI_VERSION: string;

const argv = process.argv.slice(2);
const json = wantsJson(argv);
const interruption = new AbortController();

for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => interruption.abort(signal));
process.once("uncaughtException", (error) => {
  report(error);
  void end(describeError(error, { command: undefined, started: true, interruptedBy: undefined })).then(() => process.exit());
});

const terminal = processTerminal(process.env);
run(argv, { env: process.env, version: CLI_VERSION, signal: interruption.signal, terminal, tell, report }).then(end);

async function end({ exitCode, document, text, talk }: Answer): Promise<void> {
  process.exitCode = exitCode;
  const result = json && document ? JSON.stringify(document) : text && printable(text);
  if (talk && !(json && document)) await write(process.stderr, `${printable(talk)}\n`);
  const problem = result === undefined ? undefined : await write(process.stdout, `${result}\n`);
  if (problem) {
    await write(process.stderr, `The output could not be written (${problem}). It was: ${result}\n`);
    process.exitCode = exitCode || 1;
  }
  // An open file or pipe that the token was awaited from would hold the process.
  if (interruption.signal.aborted) process.exit();
}

function tell(text: string): void {
  if (!json) void write(process.stderr, `${printable(text)}\n`);
}

function report(error: unknown): void {
  if (argv.includes("--debug")) void write(process.stderr, `${error instanceof Error ? error.stack : error}\n`);
}
