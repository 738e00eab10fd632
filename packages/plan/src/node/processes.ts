import { readFileSync } from "node:fs";

/** A process of a machine, distinguishable from a later one with the same id. */
export interface ProcessMark {
  readonly pid: number;
  /** The boot of the machine, and when the process started after it; absent without `/proc`. */
  readonly started?: string | undefined;
}

/** The processes of this machine. */
export interface Processes {
  readonly own: ProcessMark;
  /** Is it still running? False if that cannot be determined. */
  isAlive(process: ProcessMark): boolean;
}

export const nodeProcesses: Processes = {
  get own() {
    return { pid: process.pid, started: startOf(process.pid) };
  },
  isAlive: ({ pid, started }) => started !== undefined && startOf(pid) === started,
};

/** Undefined if it has ended, even if its parent has not collected it yet. */
function startOf(pid: number): string | undefined {
  try {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "latin1").trim();
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    // The name of the program is in parentheses, and may contain some itself. See proc_pid_stat(5): field 3 is the state, 22 the start.
    const [state, ...rest] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return state === "Z" || state === "X" ? undefined : `${boot} ${rest[18]}`;
  } catch {
    return undefined;
  }
}
