import { createClient } from "@aom-workflow/client";
import fc from "fast-check";
import { afterEach, describe, expect, test, vi } from "vitest";
import { inProcess } from "./in-process.ts";
import { overTheWire } from "./over-the-wire.ts";
import { play, Tally } from "./play.ts";
import type { Service } from "./service.ts";
import { type Sequence, sequences } from "./steps.ts";
import { VirtualTime } from "./virtual-time.ts";

/**
 * `pnpm sequences` plays 20,000 of a new seed and prints what they add up to; it takes a minute of CPU time. `pnpm test` plays the same few
 * each time. A wrong claim is printed with its seed: `SEQUENCES=1 SEQUENCE_SEED=… pnpm sequences` plays that sequence again, and shortens it.
 */
const runs = Number(process.env.SEQUENCES ?? 400);
const wireRuns = Math.min(100, Math.ceil(runs / 20));
const firstSeed = Number(process.env.SEQUENCE_SEED ?? (process.env.SEQUENCES ? Date.now() % 2 ** 31 : 1));

describe(`nothing that the client claims of an action is against what really happened (SEQUENCE_SEED=${firstSeed})`, () => {
  afterEach(() => vi.restoreAllMocks());

  test(`${runs} sequences in virtual time`, { timeout: Math.max(30_000, runs * 50) }, async () => {
    const time = new VirtualTime();
    // The client spreads its pauses at random.
    vi.spyOn(Math, "random").mockReturnValue(0.5);
    // Loads what the client loads once it is needed.
    await expect(createClient({ endpoint: "http://127.0.0.1:9", auth: "token" }).resolve(undefined)).rejects.toThrow();
    time.install();
    const tally = await playAll(runs, (sequence) => {
      time.reset();
      return inProcess(sequence, time);
    });
    if (process.env.SEQUENCES) process.stdout.write(`${JSON.stringify(tally, undefined, 2)}\n`);
    // A client that claims nothing must not pass.
    if (runs < 100) return;
    expect(tally.lost.resolved / tally.lost.done).toBeGreaterThanOrEqual(0.9);
    expect(tally.silent / tally.waits).toBeLessThanOrEqual(0.1);
  });

  test(`${wireRuns} sequences over the wire`, { timeout: Math.max(30_000, runs * 50) }, async () => {
    const wire = await overTheWire();
    await playAll(wireRuns, wire.serve).finally(wire.close);
  });
});

async function playAll(runs: number, serve: (sequence: Sequence) => Service): Promise<Tally> {
  const tally = new Tally();
  let seed = firstSeed;
  const property = fc.asyncProperty(sequences, async (sequence) => {
    const wrong = await play(sequence, serve(sequence), tally);
    for (const { kind, detail } of wrong) tally.note(kind, `SEQUENCE_SEED=${seed} ${sequence.quirks} ${sequence.shape}: ${detail}`);
    expect(wrong).toEqual([]);
  });
  let failing: { readonly seed: number; readonly error: unknown } | undefined;
  for (; seed < firstSeed + runs; seed++) {
    const { failed, errorInstance } = await fc.check(property, { seed, numRuns: 1, endOnFailure: true });
    if (failed) failing ??= { seed, error: errorInstance };
  }
  if (failing === undefined) return tally;
  process.stdout.write(`${JSON.stringify(tally, undefined, 2)}\n`);
  // The first one that failed again, to find the shortest one like it.
  await fc.assert(property, { seed: failing.seed, numRuns: 1 });
  throw new Error(`SEQUENCE_SEED=${failing.seed} failed once, and not again.`, { cause: failing.error });
}
