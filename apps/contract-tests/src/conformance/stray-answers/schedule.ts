import fc from "fast-check";
import { strays } from "./stray.ts";
import type { Plan } from "./stray-server.ts";

/** Mostly nothing, so that connections get to be kept. */
const rarely = <T>(some: fc.Arbitrary<T>) => fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: some });

const plans: fc.Arbitrary<Plan> = fc.record({
  deed: fc.oneof(
    { weight: 5, arbitrary: fc.constant("done" as const) },
    { weight: 4, arbitrary: fc.constantFrom("refused" as const, "throttled" as const, "failed" as const, "lost" as const) },
  ),
  behind: rarely(fc.constantFrom(...strays, "the same again" as const)),
  late: fc.option(fc.constantFrom(...strays, "the same again" as const), { freq: 2, nil: undefined }),
});

/** Milliseconds for which the event loop sees nothing. */
const busyMs = fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.integer({ min: 1, max: 9 }) });

const calls = fc.record({
  effect: fc.constantFrom("once" as const, "none" as const),
  plan: plans,
  /** What comes on all connections at rest, at the earliest a turn of the event loop after the call before. */
  stray: rarely(fc.constantFrom(...strays)),
  busyBeforeStrayMs: busyMs,
  busyAfterStrayMs: busyMs,
  /** How long the stray answer is there before the call: 0 is too short for the event loop to see it without waiting. */
  restMs: fc.constantFrom(0, 0, 1),
});

/** Calls one after another, in up to three lanes at the same time. */
export const schedules = fc.array(fc.array(calls, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 3 });

export type Call = typeof calls extends fc.Arbitrary<infer T> ? T : never;
export type Schedule = readonly (readonly Call[])[];
