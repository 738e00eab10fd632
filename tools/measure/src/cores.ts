import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** Where the two sides of a measurement happen. */
export interface Cores {
  readonly client: string;
  readonly server: string;
  readonly all: string;
}

/** The first and the last core that this process may use; undefined where it cannot be pinned, or has only one. */
export function findCores(): Cores | undefined {
  if (process.platform !== "linux") return undefined;
  const all = /^Cpus_allowed_list:\s*(\S+)$/m.exec(readFileSync("/proc/self/status", "utf8"))?.[1] ?? "";
  const [client, server] = [/^\d+/, /\d+$/].map((place) => place.exec(all)?.[0] ?? "");
  return client && server && client !== server ? { client, server, all } : undefined;
}

/** Moves this process, and with it all that it starts from now on: a `taskset` in front of each command would be measured, too. */
export function moveTo(cores: string): void {
  execFileSync("taskset", ["--all-tasks", "--pid", "--cpu-list", cores, String(process.pid)], { stdio: "ignore" });
}
