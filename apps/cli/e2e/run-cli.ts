import { type ChildProcess, spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

/** The built command line, as it is published. */
export const bundle = fileURLToPath(new URL("../dist/aom-workflow.cjs", import.meta.url));

/** The Node that runs it; another than that of the tests can be named, to try the oldest one that is supported. */
export const nodeBinary = process.env.AOM_WORKFLOW_TEST_NODE ?? process.execPath;

/** Looks like no other text, so that it can be searched for in everything that is printed. */
export const secret = "MIIEtokenWord7sVt9Qx";

/** A complete call but for the action and the place. */
export const ids = ["--workflow", "w1", "--execution", "e1", "--node", "run-script"];

export interface Finished {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Standard input; `undefined` leaves it open. */
  readonly input?: string | undefined;
  /** Is handed the running process. */
  readonly meanwhile?: (child: ChildProcess) => unknown;
  readonly nodeArguments?: readonly string[];
}

/** Runs the command line with nothing of this process' environment but a token and a project. */
export async function runCli(argv: readonly string[], options: RunOptions = {}): Promise<Finished> {
  const { env, input, meanwhile, nodeArguments = [] } = { input: "", ...options };
  const child = spawn(nodeBinary, [...nodeArguments, bundle, ...argv], {
    timeout: 20_000,
    killSignal: "SIGKILL",
    env: {
      PATH: process.env.PATH,
      HOME: "/nowhere",
      AOM_WORKFLOW_ECS_METADATA: "off",
      AOM_WORKFLOW_TOKEN: secret,
      AOM_WORKFLOW_PROJECT: "0123456789abcdef0123456789abcdef",
      ...env,
    },
  });
  child.stdin.on("error", () => {});
  if (input !== undefined) child.stdin.end(input);
  const ended = new Promise<[number | null, NodeJS.Signals | null]>((resolve) => child.on("close", (...end) => resolve(end)));
  const output = Promise.all([text(child.stdout), text(child.stderr)]);
  await meanwhile?.(child);
  const [stdout, stderr] = await output;
  const [code, signal] = await ended;
  return { code, signal, stdout, stderr };
}
