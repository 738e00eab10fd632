import { signalExitCodes } from "./output/exit-code.ts";
import { run, runAborted } from "./run.ts";
import type { Host } from "./terminal/host.ts";
import { processOutput, processTerminal } from "./terminal/process-host.ts";

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

const signals = Object.keys(signalExitCodes) as (keyof typeof signalExitCodes)[];
for (const signal of signals) process.once(signal, interrupt);
process.once("uncaughtException", (error) => {
  void runAborted(error, argv, host).then(end);
});

// Everything is written then, and neither a connection nor a pipe that the token was awaited from may keep the process alive.
void run(argv, host).then(end);

/** Ends the command, which then says what it knows. A second signal, of any kind, ends the process at once. */
function interrupt(signal: (typeof signals)[number]): void {
  for (const each of signals) process.off(each, interrupt);
  interruption.abort(signal);
}

/** A command that a signal ended dies by it: a shell whose command exits instead goes on with its loop. */
function end(exitCode: number): void {
  if (!interruption.signal.aborted) process.exit(exitCode);
  const signal = interruption.signal.reason as (typeof signals)[number];
  const exit = () => process.exit(signalExitCodes[signal]);
  // Windows has no signal to die by.
  if (process.platform === "win32") exit();
  process.kill(process.pid, signal);
  // The first process of a container survives its own signal.
  setTimeout(exit, 100);
}
