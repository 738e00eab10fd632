import { type ChildProcess, spawn } from "node:child_process";

export interface ChildOptions {
  cwd: string;
  env: NodeJS.ProcessEnv;
  /** Milliseconds after which the process is killed; a minute by default. */
  timeout?: number;
}

export interface Ended {
  stdout: string;
  /** From its start to its end. */
  milliseconds: number;
}

const alive = new Set<ChildProcess>();
process.on("exit", () => {
  for (const child of alive) child.kill("SIGKILL");
});

/** Starts a process that is killed, at the latest, when this one ends. */
export function startChild(command: string, args: readonly string[], { cwd, env }: ChildOptions): ChildProcess {
  const child = spawn(command, args, { cwd, env, stdio: ["pipe", "pipe", "pipe"] });
  alive.add(child);
  child.on("close", () => alive.delete(child));
  return child;
}

/** Waits for a process to end well. @throws Error with what it wrote, if it fails or takes too long. */
export function runToEnd(command: string, args: readonly string[], options: ChildOptions): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    let milliseconds = Number.NaN;
    const child = startChild(command, args, options);
    const timer = setTimeout(() => child.kill("SIGKILL"), options.timeout ?? 60_000);
    const output = { stdout: "", stderr: "" };
    child.stdin!.end();
    child.stdout!.setEncoding("utf8").on("data", (text) => (output.stdout += text));
    child.stderr!.setEncoding("utf8").on("data", (text) => (output.stderr += text));
    child.on("exit", () => (milliseconds = performance.now() - start));
    child.on("error", (error) => {
      clearTimeout(timer);
      reject(error);
    });
    child.on("close", (code, signal) => {
      clearTimeout(timer);
      if (code === 0) resolve({ stdout: output.stdout, milliseconds });
      else reject(new Error(`${[command, ...args].join(" ")} ended with ${signal ?? code}.\n${output.stdout}${output.stderr}`));
    });
  });
}
