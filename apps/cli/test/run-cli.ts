import { type ChildProcess, spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { environment, type Finished } from "./fixtures.ts";

/** The built command line, as it is published. */
export const bundle = fileURLToPath(new URL("../dist/aom-workflow.cjs", import.meta.url));

/** The Node that runs it; another than that of the tests can be named, to try the oldest one that is supported. */
export const nodeBinary = process.env.AOM_WORKFLOW_TEST_NODE ?? process.execPath;

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Standard input; `undefined` leaves it open. */
  readonly input?: string | undefined;
  /** Is handed the running process. */
  readonly meanwhile?: (child: ChildProcess) => unknown;
}

/** Runs the built command line as a process. What needs no process of its own is run by `run-here.ts`. */
export async function runCli(
  argv: readonly string[],
  options: RunOptions = {},
): Promise<Finished & { readonly signal: NodeJS.Signals | null }> {
  const { env, input, meanwhile } = { input: "", ...options };
  const child = spawn(nodeBinary, [bundle, ...argv], {
    timeout: 20_000,
    killSignal: "SIGKILL",
    env: { PATH: process.env.PATH, ...environment, ...env },
  });
  child.stdin.on("error", () => {});
  if (input !== undefined) child.stdin.end(input);
  const ended = new Promise<[number | null, NodeJS.Signals | null]>((resolve) => child.on("close", (...end) => resolve(end)));
  // A test may close stdout early; what it had until then is of no interest.
  const output = Promise.all([text(child.stdout).catch(() => ""), text(child.stderr)]);
  await meanwhile?.(child);
  const [stdout, stderr] = await output;
  const [code, signal] = await ended;
  return { code, signal, stdout, stderr };
}
