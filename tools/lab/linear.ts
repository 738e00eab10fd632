import { expect } from "vitest";

/** Units that, repeated, can make a careless pattern start over at each character. */
const units = [
  " ",
  "a",
  "a ",
  "\n",
  " \n",
  "\r\n",
  "\0",
  "\u001b",
  "漢",
  "😀",
  "/",
  ".",
  ",",
  "-",
  "\\",
  "\\u0041",
  '"',
  "'",
  "%41",
  "{a",
  "token",
];

/** Bytes of the longest text. What is quadratic takes seconds for it even at a nanosecond a step, so a longer one shows nothing else. */
const longest = 300_000;

/**
 * Expects a function to take time in proportion to the length of its text, and at most a second for 1 MB: a name from a service or a colleague
 * must not stop a program. Short texts come first, so that a function that is not linear fails instead of hanging.
 */
export async function expectLinear(work: (text: string) => unknown): Promise<void> {
  for (const unit of units) {
    for (const end of ["", "x"]) {
      const took = (length: number) => timeOf(() => work(unit.repeat(Math.ceil(length / unit.length)) + end));
      for (const length of [10_000, 100_000]) expect(await took(length), `${length} bytes of ${JSON.stringify(unit)}`).toBeLessThan(1000);
      // Ten times the length may take thirty times as long; quadratic code takes a hundred times as long. A busy machine gets more tries.
      const isLinear = async () => (await took(longest)) < Math.min(longest / 1000, 30 * Math.max(await took(longest / 10), 5));
      expect(
        (await isLinear()) || (await isLinear()) || (await isLinear()),
        `${longest} bytes of ${JSON.stringify(unit)}, then ${JSON.stringify(end)}`,
      ).toBe(true);
    }
  }
}

/** Milliseconds of processor time, so that other processes do not count. */
async function timeOf(work: () => unknown): Promise<number> {
  const used = () => {
    const { user, system } = process.threadCpuUsage?.() ?? process.cpuUsage();
    return (user + system) / 1000;
  };
  const begun = used();
  await work();
  return used() - begun;
}
