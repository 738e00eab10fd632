/** What a script does that makes many calls and tells what they cost. Runs on every supported Node, so it is JavaScript by then. */

export interface Load {
  calls: number;
  /** How many are under way at once. */
  concurrency: number;
  /** Calls beforehand that do not count. */
  warmUpCalls: number;
}

export interface Cost {
  /** Of this process, user and system, all threads: microseconds for each call. */
  cpu: number;
  /** Microseconds for each call. */
  wall: number;
  /** Resident memory at the end, in bytes: what the system gave, garbage and room for more of it included. */
  memory: number;
  /** What is still in use on the heap when all garbage is gone, in bytes. */
  live: number;
}

type Call = () => unknown;

/** Reads a {@link Load} from the first argument and prints a {@link Cost}. */
export async function load(call: Call): Promise<void> {
  const { calls, concurrency, warmUpCalls }: Load = JSON.parse(process.argv[2] ?? "{}");
  await repeat(call, warmUpCalls, concurrency);
  const cpuBefore = process.cpuUsage();
  const start = process.hrtime.bigint();
  await repeat(call, calls, concurrency);
  const wall = Number(process.hrtime.bigint() - start) / 1000 / calls;
  const { user, system } = process.cpuUsage(cpuBefore);
  const memory = process.memoryUsage.rss();
  collectGarbage();
  const cost: Cost = { cpu: (user + system) / calls, wall, memory, live: process.memoryUsage().heapUsed };
  process.stdout.write(JSON.stringify(cost));
}

async function repeat(call: Call, calls: number, concurrency: number): Promise<void> {
  let left = calls;
  async function inTurn(): Promise<void> {
    while (left-- > 0) {
      const answer = call();
      if (answer instanceof Promise) await answer;
    }
  }
  await Promise.all(Array.from({ length: concurrency }, inTurn));
}

function collectGarbage(): void {
  process.getBuiltinModule("node:v8").setFlagsFromString("--expose-gc");
  process.getBuiltinModule("node:vm").runInNewContext("gc")();
}
