import { spawn } from "node:child_process";
import { once } from "node:events";

/** A server in a process of its own, so that an uncaught error ends that process and not the test. */
export interface OwnProcess {
  readonly port: number;
  /** Its standard error. */
  readonly stderr: string;
  readonly alive: boolean;
  stop(): Promise<void>;
}

/** Runs Node and waits until it says where it listens. */
export async function startProcess(...args: string[]): Promise<OwnProcess> {
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] });
  const exit = once(child, "exit");
  let [stdout, stderr] = ["", ""];
  child.stderr.on("data", (chunk) => {
    stderr += chunk;
  });
  const port = await new Promise<number>((resolve, reject) => {
    child.stdout.on("data", (chunk) => {
      stdout = (stdout + chunk).slice(-1000);
      const [, found] = /http:\/\/127\.0\.0\.1:(\d+)/.exec(stdout) ?? [];
      if (found !== undefined) resolve(Number(found));
    });
    child.once("exit", () => reject(new Error(`It ended before it listened: ${stderr}`)));
  });
  return {
    port,
    get stderr() {
      return stderr;
    },
    get alive() {
      return child.exitCode === null && child.signalCode === null;
    },
    async stop() {
      child.kill();
      await exit;
    },
  };
}
