import fc from "fast-check";
import { type Quirk, quirks, type Shape, shapes } from "./scenarios.ts";

/** A node: `here` is the first that waits for somebody, `there` the last. */
const nodeId = fc.constantFrom("here", "here", "here", "there", "a", "b", "c");
const operator = fc.oneof(
  { weight: 4, arbitrary: fc.record({ action: fc.constantFrom("restart" as const, "skip" as const, "continue" as const), nodeId }) },
  { weight: 1, arbitrary: fc.record({ action: fc.constant("stop" as const) }) },
);
const milliseconds = fc.constantFrom(0, 10, 1_500, 4_000, 12_000);

/**
 * What goes wrong with the request of an action: it never leaves (`refused`), is lost before or after the service got it, has no answer
 * (`hang`), a late one, or one that says nothing of what was done (`500`); `429` and `503` are the gateway's own.
 */
const actionFault = fc.constantFrom(
  "none",
  "none",
  "lost-after",
  "lost-after",
  "lost-before",
  "hang",
  "late-answer",
  "500",
  "500-undone",
  "429",
  "503",
  "refused",
);
const readingFault = fc.constantFrom("none", "none", "none", "none", "404", "500", "lost", "429", "late-answer", "hang");

export type ActionFault = typeof actionFault extends fc.Arbitrary<infer Value> ? Value : never;
export type ReadingFault = typeof readingFault extends fc.Arbitrary<infer Value> ? Value : never;

/** `restartable` and `skippable` stand for `continue` where the node pauses. */
const actions = ["restartable", "restartable", "skippable", "skippable", "restart", "skip", "continue", "stop"] as const;

const call = (others: boolean, faultyReadings: boolean) =>
  fc.record({
    kind: fc.constant("call" as const),
    /** Milliseconds before it. */
    passes: fc.constantFrom(0, 4_000, 30_000, 30_000),
    action: fc.constantFrom(...actions),
    nodeId,
    check: fc.constantFrom(true, true, true, false),
    wait: fc.option(fc.constantFrom(5_000, 30_000, 120_000), { nil: undefined }),
    settle: fc.constantFrom(0, 1_000, 5_000, 15_000),
    fault: actionFault,
    /** Of the readings in turn. */
    readings: faultyReadings ? fc.array(readingFault, { maxLength: 6 }) : fc.constant([]),
    /** What others do meanwhile, so many milliseconds after the call began. */
    others: others ? fc.array(fc.record({ after: milliseconds, operator }), { maxLength: 2 }) : fc.constant([]),
  });

const steps = (others: boolean, faultyReadings: boolean) =>
  fc.array(
    fc.oneof(
      { weight: 4, arbitrary: call(others, faultyReadings) },
      ...(others ? [{ weight: 1, arbitrary: fc.record({ kind: fc.constant("operator" as const), operator }) }] : []),
    ),
    { minLength: 1, maxLength: 6 },
  );

const shape = fc.constantFrom(...(Object.keys(shapes) as Shape[]));
const allQuirks = Object.keys(quirks) as Quirk[];

/** Alone with a service that has no quirks, whose readings arrive: here much has to be found out. */
const alone = fc.record({
  isAlone: fc.constant(true),
  shape,
  quirks: fc.constant<Quirk[]>([]),
  clockAhead: fc.constant(0),
  steps: steps(false, false),
});

const among = fc.record({
  isAlone: fc.constant(false),
  shape,
  quirks: fc.uniqueArray(fc.constantFrom(...allQuirks), { maxLength: 3 }),
  /** How many milliseconds the clock of the gateway, which dates the answers, is ahead of the one that the runs have their times from. */
  clockAhead: fc.constantFrom(0, 0, 0, 2_000, -2_000),
  steps: steps(true, true),
});

export const sequences = fc.oneof({ weight: 1, arbitrary: alone }, { weight: 3, arbitrary: among });

export type Sequence = typeof sequences extends fc.Arbitrary<infer Value> ? Value : never;
export type Step = Sequence["steps"][number];
export type CallStep = Extract<Step, { kind: "call" }>;
export type Operator = Extract<Step, { kind: "operator" }>["operator"];
