import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** Where the two sides of a measurement happen. */
export interface Cores {
  client: string;
  server: string;
  all: string;
}

/**
 * Two different cores of those that this process may use.
 *
 * @returns undefined where processes cannot be pinned: without `taskset` (which Linux has), or with one core only.
 */
export function findCores(): Cores | undefined {
  if (process.platform !== "linux") return undefined;
  const all = /^Cpus_allowed_list:\s*(\S+)$/m.exec(readFileSync("/proc/self/status", "utf8"))?.[1] ?? "";
  const [client, server] = coresOf(all);
  if (client === undefined || server === undefined) return undefined;
  try {
    execFileSync("taskset", ["--version"], { stdio: "ignore" });
  } catch {
    return undefined;
  }
  return { client: String(client), server: String(server), all };
}

/** The numbers in a list such as `0-2,5`. */
export function coresOf(list: string): number[] {
  return [...list.matchAll(/(\d+)(?:-(\d+))?/g)].flatMap(([, from, to = from]) => {
    const first = Number(from);
    return Array.from({ length: Number(to) - first + 1 }, (_, index) => first + index);
  });
}

/** Moves this process, and with it all that it starts from now on: a `taskset` in front of each command would be measured, too. */
export function moveTo(cores: string): void {
  execFileSync("taskset", ["--all-tasks", "--pid", "--cpu-list", cores, String(process.pid)], { stdio: "ignore" });
}
