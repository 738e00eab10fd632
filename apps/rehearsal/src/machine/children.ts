import { type ChildProcess, spawn } from "node:child_process";

export interface ChildOptions {
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Milliseconds after which the process is killed. Default: two minutes. */
  readonly timeout?: number;
  /** Exit codes that are expected. Default: 0. */
  readonly exits?: readonly number[];
}

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const alive = new Set<ChildProcess>();
process.on("exit", () => {
  for (const child of alive) child.kill("SIGKILL");
});

/** Starts a process that is killed, at the latest, when this one ends. */
export function startChild(command: string, args: readonly string[], { cwd, env = process.env }: ChildOptions): ChildProcess {
  const child = spawn(command, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  alive.add(child);
  child.on("close", () => alive.delete(child));
  return child;
}

/** Runs a process to its end. @throws Error with what it wrote, if it ends otherwise than expected or takes too long. */
export function run(command: string, args: readonly string[], options: ChildOptions): Promise<Ended> {
  const { timeout = 120_000, exits = [0] } = options;
  return new Promise((resolve, reject) => {
    const child = startChild(command, args, options);
    const timer = setTimeout(() => child.kill("SIGKILL"), timeout);
    const output = { stdout: "", stderr: "" };
    child.stdout!.setEncoding("utf8").on("data", (text) => (output.stdout += text));
    child.stderr!.setEncoding("utf8").on("data", (text) => (output.stderr += text));
    child.on("error", (error) => {
      clearTimeout(timer);
      reject(error);
    });
    child.on("close", (code, signal) => {
      clearTimeout(timer);
      if (code !== null && exits.includes(code)) resolve({ code, ...output });
      else reject(new Error(`${command} ${args.join(" ")} ended with ${signal ?? code}.\n${output.stdout}${output.stderr}`));
    });
  });
}
