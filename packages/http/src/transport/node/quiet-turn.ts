import { monotonicMs } from "../clock.ts";

/** A turn of the event loop that takes longer says little: something may have come since the loop looked. In milliseconds. */
const longTurnMs = 5;

/** How many long turns are waited out. */
const maxLongTurns = 4;

type Callback = (quietSince: number | undefined) => void;

let arriving: Callback[] = [];
let waiting: Callback[] = [];
let begun = 0;
let longTurns = 0;
let turning = false;

/**
 * Calls back after a whole turn of the event loop, right after it read all that had come – so that a connection on which something came
 * while it was idle is known to be spoiled, if it was idle since the beginning of that turn, by `monotonicMs()`. Undefined: the loop was
 * busy all the time, so nothing is known.
 */
export function afterQuietTurn(callback: Callback): void {
  arriving.push(callback);
  if (turning) return;
  turning = true;
  setImmediate(endTurn);
}

/** Runs once in each turn, after the loop polled for input. A caller that arrives in the middle of a turn waits for the end of the next one. */
function endTurn(): void {
  const long = monotonicMs() - begun > longTurnMs;
  let ready: Callback[] = [];
  if (long && waiting.length > 0 && longTurns < maxLongTurns) {
    longTurns += 1;
    waiting = waiting.concat(arriving);
  } else {
    longTurns = 0;
    ready = waiting;
    waiting = arriving;
  }
  arriving = [];
  for (const callback of ready) callback(long ? undefined : begun);
  turning = waiting.length > 0 || arriving.length > 0;
  if (turning) setImmediate(endTurn);
  begun = monotonicMs();
}
