import { signalExitCodes } from "./output/exit-code.ts";
import { run, runAborted } from "./run.ts";
import type { Host } from "./terminal/host.ts";
import { processOutput } from "./terminal/process-output.ts";
import { processTerminal } from "./terminal/process-terminal.ts";

/** Put in by the build. */
declare const CLI_VERSION: string;

const argv = process.argv.slice(2);
const interruption = new AbortController();
const host: Host = {
  env: process.env,
  version: CLI_VERSION,
  signal: interruption.signal,
  terminal: processTerminal(process.env),
  stdin: () => process.stdin,
  stdout: processOutput(1),
  stderr: processOutput(2),
};

for (const signal of Object.keys(signalExitCodes)) process.once(signal, () => interruption.abort(signal));
process.once("uncaughtException", (error) => {
  void runAborted(error, argv, host).then((exitCode) => process.exit(exitCode));
});

// Everything is written then, and neither a connection nor a pipe that the token was awaited from may keep the process alive.
void run(argv, host).then((exitCode) => process.exit(exitCode));
