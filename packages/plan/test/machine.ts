import type { FileSystem, OpenFile } from "../src/node/files.ts";
import type { Processes } from "../src/node/processes.ts";
import type { System } from "../src/node/system.ts";

/** A step of a process that can go wrong, because it reaches the disk or the service. */
export type Step = "makeFolder" | "open" | "append" | "sync" | "read" | "syncFolder" | "rename" | "remove" | "send";

/** What goes wrong at a step. `kill`: the process ends; `power`: unsynced data is lost, too; `sleep`: the process is suspended; a code: the call fails. */
export interface Fault {
  readonly at: number;
  readonly kind: "kill" | "power" | "sleep" | "EIO" | "ENOSPC";
  /** How much of the step has happened by then, 0 to 1: for a write, the share of its bytes; for anything else, all or nothing. */
  readonly share: number;
}

/** Ends a process of a test. */
export class Crash extends Error {}

class Inode {
  bytes = Buffer.alloc(0);
  /** How much of it survives a power failure. */
  synced = 0;
}

/** A computer in memory, which loses what a real one would lose. */
export class Machine {
  readonly names = new Map<string, Inode>();
  readonly host: System["host"];
  /** Chooses how much unsynced data survives, 0 to 1. */
  random: () => number;
  readonly running = new Map<string, Process>();
  /** Chooses how long a call takes, 0 to 1. */
  delay: () => number = () => 0;
  /** Moves the clocks on. */
  onSleep: () => void = () => {};
  #syncedNames = new Map<string, Inode>();

  constructor(name = "laptop", random: () => number = () => 0) {
    this.host = { name, machine: name };
    this.random = random;
  }

  process(faults: readonly Fault[] = []): Process {
    const process = new Process(this, faults, this.running.size + 1);
    this.running.set(String(process.processes.own.started), process);
    return process;
  }

  losePower(): void {
    this.names.clear();
    for (const [name, inode] of this.#syncedNames) {
      const length = inode.synced + Math.floor((inode.bytes.length - inode.synced) * this.random());
      inode.bytes = inode.bytes.subarray(0, length);
      inode.synced = length;
      this.names.set(name, inode);
    }
  }

  /** How long a call takes; processes overtake each other. */
  async pause(): Promise<void> {
    for (let turns = Math.floor(this.delay() * 12); turns >= 0; turns--) await undefined;
  }

  syncNames(): void {
    this.#syncedNames = new Map(this.names);
  }

  /** The part of the only file that is certain to survive a power failure. */
  get safe(): string {
    const [inode] = this.names.values();
    return inode === undefined ? "" : inode.bytes.subarray(0, inode.synced).toString();
  }

  /** The bytes of the only file, to read or change. */
  get bytes(): Buffer {
    return [...this.names.values()][0]?.bytes ?? Buffer.alloc(0);
  }

  set bytes(bytes: Buffer) {
    const [inode] = this.names.values();
    if (inode === undefined) throw new Error("There is no file.");
    inode.bytes = Buffer.from(bytes);
    inode.synced = bytes.length;
  }
}

/** One process on it. */
export class Process implements System {
  readonly files: FileSystem;
  readonly host;
  readonly processes: Processes;
  readonly steps: Step[] = [];
  isDead = false;
  /** What was safely on the disk when a call failed that the process survived. */
  safeThen: string | undefined;
  readonly #machine: Machine;
  readonly #faults: readonly Fault[];

  constructor(machine: Machine, faults: readonly Fault[], number: number) {
    this.processes = {
      // They all get the same number.
      own: { pid: 7, started: `boot ${number}` },
      isAlive: ({ started }) => machine.running.get(String(started))?.isDead === false,
    };
    this.#machine = machine;
    this.#faults = faults;
    this.host = machine.host;
    this.files = this.#fileSystem();
  }

  /** Does a step, or the part of it that is done before something goes wrong. */
  step(kind: Step, effect: (share: number) => void): void {
    if (this.isDead) throw new Crash("The process has ended.");
    const fault = this.#faults.find(({ at }) => at === this.steps.length);
    this.steps.push(kind);
    const share = fault?.share ?? 1;
    if (kind === "append" || share === 1) effect(share);
    if (fault === undefined) return;
    if (fault.kind === "sleep") {
      this.#machine.onSleep();
      return;
    }
    if (fault.kind === "kill" || fault.kind === "power") {
      this.isDead = true;
      if (fault.kind === "power") this.#machine.losePower();
      throw new Crash(`Ended at step ${fault.at}, ${kind}.`);
    }
    this.safeThen = this.#machine.safe;
    throw Object.assign(new Error(`${fault.kind}: ${kind}`), { code: fault.kind });
  }

  #fileSystem(): FileSystem {
    const { names } = this.#machine;
    const does = async (kind: Step, effect: () => void) => this.step(kind, effect);
    return {
      makeFolder: () => does("makeFolder", () => {}),
      open: async (path, how) => {
        await does("open", () => {
          if (how === "create" && !names.has(path)) names.set(path, new Inode());
          else if (how === "create") throw Object.assign(new Error("It exists."), { code: "EEXIST" });
        });
        const inode = names.get(path);
        if (inode === undefined) throw Object.assign(new Error("There is none."), { code: "ENOENT" });
        return this.#file(inode);
      },
      syncFolder: () => does("syncFolder", () => this.#machine.syncNames()),
      rename: (from, to) =>
        does("rename", () => {
          names.set(to, names.get(from) as Inode);
          names.delete(from);
        }),
      remove: (path) => does("remove", () => names.delete(path)),
      networkOf: async () => undefined,
    };
  }

  #file(inode: Inode): OpenFile {
    return {
      size: () => inode.bytes.length,
      read: (position, length) => {
        let bytes = Buffer.alloc(0);
        this.step("read", () => {
          bytes = inode.bytes.subarray(position, position + length);
        });
        return bytes;
      },
      append: async (bytes) => {
        await this.#machine.pause();
        this.step("append", (share) => {
          const part = bytes.subarray(0, Math.round(bytes.length * share));
          inode.bytes = Buffer.concat([inode.bytes, part]);
        });
      },
      isInPlace: () => true,
      sync: async () => {
        const { length } = inode.bytes;
        await this.#machine.pause();
        this.step("sync", () => {
          inode.synced = Math.max(inode.synced, length);
        });
      },
      close: async () => {},
    };
  }
}

/** Numbers from 0 to 1, the same for the same seed. */
export function drawn(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
