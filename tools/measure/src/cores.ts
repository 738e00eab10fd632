import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** The cores for the two sides of a measurement. */
export interface Cores {
  readonly client: string;
  readonly server: string;
  readonly all: string;
}

/** The first and the last core that this process may use; undefined if it cannot be pinned, or has only one. */
export function findCores(): Cores | undefined {
  if (process.platform !== "linux") return undefined;
  const all = /^Cpus_allowed_list:\s*(\S+)$/m.exec(readFileSync("/proc/self/status", "utf8"))?.[1] ?? "";
  const [client, server] = [/^\d+/, /\d+$/].map((place) => place.exec(all)?.[0] ?? "");
  return client && server && client !== server ? { client, server, all } : undefined;
}

/** Moves this process and all that it starts later. A `taskset` before each command would be measured, too. */
export function moveTo(cores: string): void {
  execFileSync("taskset", ["--all-tasks", "--pid", "--cpu-list", cores, String(process.pid)], { stdio: "ignore" });
}
