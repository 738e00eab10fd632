import { createInterface } from "node:readline";
import { end, startChild } from "../../../../tools/lab/children.ts";
import { readOptions } from "../../../../tools/lab/options.ts";
import { startPostgres } from "../../../../tools/lab/postgres.ts";
import { migratePostgresJournal, openPostgresJournal } from "../../src/postgres/index.ts";
import { worstOf } from "./crash/crash.ts";

const usage = `Lets processes take turns of one quota, and says how many they took in the worst second.

  pnpm quota [--processes 10] [--rate 200] [--seconds 60]`;
const { processes, rate, seconds, worker } = readOptions(usage, {
  processes: { type: "string", default: "10" },
  rate: { type: "string", default: "200" },
  seconds: { type: "string", default: "60" },
  worker: { type: "string" },
});
const target = { endpoint: "https://aom.example.com", projectId: "0".repeat(32) };

if (worker === undefined) await measure();
else await takeTurns(worker);

/** Eight requests at once, limited by the quota alone. */
async function takeTurns(url: string): Promise<void> {
  const journal = await openPostgresJournal({ url, target });
  const sendAll = async () => {
    for (;;) {
      await journal.slot(Number(rate));
      process.stdout.write(`${performance.timeOrigin + performance.now()}\n`);
    }
  };
  await Promise.all(Array.from({ length: 8 }, sendAll));
}

async function measure(): Promise<void> {
  const database = await startPostgres();
  await migratePostgresJournal(database.url);
  await (await openPostgresJournal({ url: database.url, target, create: true })).close();
  const times: number[] = [];
  const command = ["--no-warnings", import.meta.filename, "--worker", database.url, "--rate", rate as string];
  const children = Array.from({ length: Number(processes) }, () => {
    const child = startChild(process.execPath, command, { cwd: import.meta.dirname });
    createInterface(child.stdout!).on("line", (line) => times.push(Number(line)));
    return child;
  });
  await new Promise((resolve) => setTimeout(resolve, Number(seconds) * 1000));
  for (const child of children) end(child, "SIGKILL");
  await database.stop();
  times.sort((one, other) => one - other);
  const lasted = ((times.at(-1) ?? 0) - (times[0] ?? 0)) / 1000;
  const counts = {
    processes: Number(processes),
    rate: Number(rate),
    turns: times.length,
    seconds: lasted,
    perSecond: times.length / lasted,
  };
  process.stdout.write(`${JSON.stringify({ ...counts, worstSecond: worstOf(times) })}\n`);
}
