import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { hostname } from "node:os";

/** A machine, so that a journal that was copied to another one is noticed. */
export interface Host {
  readonly name: string;
  /** A hash of `/etc/machine-id`, which should not leave the machine as it is; undefined if there is none. */
  readonly machine?: string | undefined;
}

/** Marks a database as the host in the header of its journal: host names have no spaces. */
export const databasePrefix = "the database ";

export function thisHost(): Host {
  return { name: hostname(), machine: machineId() };
}

export function isSameHost(one: Host, other: Host): boolean {
  return one.name === other.name && one.machine === other.machine;
}

function machineId(): string | undefined {
  try {
    const id = readFileSync("/etc/machine-id", "utf8").trim();
    return id === "" ? undefined : createHash("sha256").update(`aom-workflow ${id}`).digest("hex").slice(0, 16);
  } catch {
    return undefined;
  }
}
