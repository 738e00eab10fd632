import { expect, test } from "vitest";
import { quotaOf } from "./quota.ts";

const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A database that responds after this many milliseconds, and gives out the first turn this far ahead. */
function database({ answersAfter = 0, ahead = 0 }) {
  let shift = 1_700_000_000_000;
  let next = 0;
  let asked = 0;
  const clock = () => performance.now() + shift;
  const ask = async (_: string, [, stepMs]: readonly unknown[]) => {
    const now = clock();
    const due = asked++ === 0 ? now + ahead : Math.max(next, now);
    next = due + Number(stepMs);
    if (answersAfter > 0) await rest(answersAfter);
    return [{ due, now }];
  };
  const setBack = (ms: number) => {
    shift -= ms;
    next = 0;
  };
  return { slot: quotaOf(ask, "j"), asked: () => asked, setBack };
}

test("a turn that comes too late is given up, so that many requests do not leave at once", async () => {
  const { slot, asked } = database({ ahead: 20 });
  const turn = slot(200);
  await undefined;
  const begin = performance.now();
  while (performance.now() - begin < 80);
  await turn;
  expect(asked()).toBeGreaterThan(1);
});

test("a slow connection to the database costs no turn", async () => {
  const { slot, asked } = database({ answersAfter: 400 });
  await Promise.all(Array.from({ length: 5 }, () => slot(10)));
  expect(asked()).toBe(5);
});

test("a process that is always late still continues", async () => {
  const { slot, asked } = database({});
  const block = setInterval(() => {
    const begin = performance.now();
    while (performance.now() - begin < 40);
  }, 1);
  await slot(200);
  await slot(200);
  clearInterval(block);
  expect(asked()).toBeLessThanOrEqual(10);
});

test("turns continue after the clock of the database was set back by an hour", { timeout: 2000 }, async () => {
  const { slot, setBack } = database({});
  for (let turn = 0; turn < 3; turn++) await slot(100);
  setBack(3_600_000);
  const begin = performance.now();
  for (let turn = 0; turn < 20; turn++) await slot(100);
  // Until the clock is known again, the first few may leave early.
  expect(performance.now() - begin).toBeGreaterThan(100);
});
