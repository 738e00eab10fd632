import { expect } from "vitest";

/** What makes a careless pattern start over at each character, when it is repeated and something ends the run. */
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

/**
 * Holds a function to a time in proportion to the length of its text, and to a second for 1 MB: a name that a service or a colleague chose
 * must not stop a program. Short texts come first, so that a function which is not linear fails rather than hangs.
 */
export async function expectLinear(work: (text: string) => unknown): Promise<void> {
  for (const unit of units) {
    for (const end of ["", "x"]) {
      const took = (length: number) => timeOf(() => work(unit.repeat(Math.ceil(length / unit.length)) + end));
      for (const length of [10_000, 100_000]) expect(await took(length), `${length} bytes of ${JSON.stringify(unit)}`).toBeLessThan(1000);
      // Ten times the length may take thirty times the time; what is quadratic takes a hundred. A busy machine gets another try.
      const isLinear = async () => (await took(1_000_000)) < Math.min(1000, 30 * Math.max(await took(100_000), 5));
      expect(
        (await isLinear()) || (await isLinear()) || (await isLinear()),
        `1 MB of ${JSON.stringify(unit)}, then ${JSON.stringify(end)}`,
      ).toBe(true);
    }
  }
}

/** Milliseconds of processor time, so that what else runs on the machine does not count. */
async function timeOf(work: () => unknown): Promise<number> {
  const used = () => {
    const { user, system } = process.threadCpuUsage?.() ?? process.cpuUsage();
    return (user + system) / 1000;
  };
  const begun = used();
  await work();
  return used() - begun;
}
