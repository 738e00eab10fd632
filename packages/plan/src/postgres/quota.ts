import { checkNumber } from "@aom-workflow/client/internal";
import { rateRange } from "../apply/apply-options.ts";
import { pause } from "../apply/pace.ts";
import type { Row } from "./database.ts";
import { clock } from "./rows.ts";

/** How far ahead a turn is given out, in milliseconds: a process that would wait longer asks again. */
const horizonMs = 30_000;
/** How late a turn may be taken, in milliseconds, or by one step: a later one would leave together with those that follow it. */
const lateMs = 15;
/** How many turns in a row are given up for being late, so that a process that is always late can still continue. */
const maxGivenUp = 4;
/** How many responses are used to estimate the clock of the database. */
const maxAnswers = 20;

/**
 * Takes the next turn: `next` advances by one step, by the clock of the database alone. If it is further ahead than any process can have set it,
 * that clock was set back.
 */
const take = `
update aom_workflow.quota set
  next = case when next > clock_timestamp() + interval '60 s' + step then clock_timestamp() else greatest(next, clock_timestamp()) end
    + $2 * interval '1 ms',
  step = $2 * interval '1 ms'
where journal = $1 and (next <= clock_timestamp() + $3 * interval '1 ms' or next > clock_timestamp() + interval '60 s' + step)
returning (extract(epoch from next) * 1000)::float8 - $2 as due, ${clock}`;

/** Takes turns for one process: waits until all processes together may send another request. */
export function quotaOf(ask: (text: string, values: readonly unknown[]) => Promise<readonly Row[]>, journal: string) {
  /** By how much the clock of this process was ahead of the database's at each response, in milliseconds. */
  const ahead: number[] = [];
  return async (perSecond: number, signal?: AbortSignal): Promise<void> => {
    checkNumber("perSecond", perSecond, rateRange);
    const stepMs = 1000 / perSecond;
    for (let givenUp = 0; signal?.aborted !== true; ) {
      const [row] = await ask(take, [journal, stepMs, horizonMs]);
      if (row === undefined) {
        await pause(horizonMs / 10, signal);
        continue;
      }
      ahead.unshift(performance.now() - Number(row.now));
      ahead.length = Math.min(ahead.length, maxAnswers);
      // The quickest response is the most accurate.
      const due = Number(row.due) + Math.min(...ahead);
      await pause(due - performance.now(), signal);
      if (performance.now() - due <= Math.max(lateMs, stepMs) || givenUp++ === maxGivenUp) return;
    }
  };
}
