import { pause } from "../apply/pace.ts";
import type { Row } from "./database.ts";

/** How far ahead a turn is given out, in milliseconds: whoever would wait longer asks again. */
const horizonMs = 30_000;

/**
 * Takes the next turn: `next` moves on by one step, by the clock of the database alone. One that is further ahead than anybody can have
 * put it is there because that clock was set back.
 */
const take = `
update aom_workflow.quota set
  next = case when next > clock_timestamp() + interval '60 s' + step then clock_timestamp() else greatest(next, clock_timestamp()) end
    + $2 * interval '1 ms',
  step = $2 * interval '1 ms'
where journal = $1 and (next <= clock_timestamp() + $3 * interval '1 ms' or next > clock_timestamp() + interval '60 s' + step)
returning (extract(epoch from next - clock_timestamp()) * 1000)::float8 - $2 as wait`;

/** Waits until another request may leave, by all processes together. @param perSecond requests @param signal ends the wait */
export async function nextSlot(
  ask: (text: string, values: readonly unknown[]) => Promise<readonly Row[]>,
  journal: string,
  perSecond: number,
  signal?: AbortSignal,
): Promise<void> {
  while (signal?.aborted !== true) {
    const [row] = await ask(take, [journal, 1000 / perSecond, horizonMs]);
    if (row !== undefined) return pause(Number(row.wait), signal);
    await pause(horizonMs / 10, signal);
  }
}
