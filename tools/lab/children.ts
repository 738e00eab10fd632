import { type ChildProcess, spawn } from "node:child_process";

/** The ids of a system user and group. */
export interface User {
  readonly uid: number;
  readonly gid: number;
}

export interface ChildOptions {
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Default: the user of this process. */
  readonly user?: User | undefined;
  /** Milliseconds after which the process is killed. Default: two minutes. */
  readonly timeout?: number;
  /** Exit codes that are expected. Default: 0. */
  readonly exits?: readonly number[];
}

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** From its start to its end. */
  readonly milliseconds: number;
}

const alive = new Set<ChildProcess>();
process.on("exit", () => {
  for (const child of alive) end(child, "SIGKILL");
});

/** Starts a process. It is killed, with its children, at the latest when this process ends. */
export function startChild(command: string, args: readonly string[], { cwd, env = process.env, user }: ChildOptions): ChildProcess {
  // In a process group of its own: npx, for one, does not pass signals on.
  const child = spawn(command, args, { cwd, env, stdio: ["pipe", "pipe", "pipe"], detached: true, ...user });
  child.stdin!.on("error", () => {});
  alive.add(child);
  child.on("close", () => alive.delete(child));
  return child;
}

/** Ends a process and its children. */
export function end(child: ChildProcess, signal: "SIGTERM" | "SIGKILL" = "SIGTERM"): void {
  if (child.pid === undefined || !alive.has(child)) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // It has ended in the meantime.
  }
}

/** Runs a process to its end. @throws Error with its output, if it exits with another code or takes too long */
export function run(command: string, args: readonly string[], options: ChildOptions): Promise<Ended> {
  const { timeout = 120_000, exits = [0] } = options;
  return new Promise((resolve, reject) => {
    const start = performance.now();
    let milliseconds = Number.NaN;
    const child = startChild(command, args, options);
    const timer = setTimeout(() => end(child, "SIGKILL"), timeout);
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
      if (code !== null && exits.includes(code)) resolve({ code, ...output, milliseconds });
      else reject(new Error(`${command} ${args.join(" ")} ended with ${signal ?? code}.\n${output.stdout}${output.stderr}`));
    });
  });
}

/**
 * Starts a server in a process of its own and waits until it responds.
 *
 * @param url the address to poll
 * @throws Error with its output, if it ends or does not respond within 30 seconds
 */
export async function startServing(url: string, command: string, args: readonly string[], options: ChildOptions): Promise<ChildProcess> {
  const child = startChild(command, args, options);
  const log: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream!.setEncoding("utf8").on("data", (text) => log.push(text));
  for (let attempt = 0; attempt < 150 && child.exitCode === null; attempt++) {
    const answered = await fetch(url, { method: "HEAD" }).catch(() => undefined);
    if (answered) return child;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  end(child);
  throw new Error(`${command} does not answer at ${url}.\n${log.join("")}`);
}
