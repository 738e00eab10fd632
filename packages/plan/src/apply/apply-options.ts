import type { Client } from "@aom-workflow/client";
import type { NumberRange, OptionKinds } from "@aom-workflow/client/internal";
import type { PlannedAction } from "../journal/action.ts";
import type { Journal } from "../journal/journal.ts";
import { concurrencyRange } from "../plan/make-plan.ts";
import type { Limits } from "./limits.ts";

type Optional<Options> = { readonly [Name in keyof Options]?: Options[Name] | undefined };

/** How a plan is applied. */
export interface ApplyOptions extends Optional<Limits> {
  readonly client: Client;
  /** The journal that the plan names. */
  readonly journal: Journal;
  /** Actions sent per second, at most, 0.01 to 10000. Default: no limit. */
  readonly rate?: number | undefined;
  /** Executions to work on at the same time, 1 to 64. Default: 4. */
  readonly concurrency?: number | undefined;
  /** Wait until each action has taken effect. Default: only the first ones. */
  readonly wait?: boolean | undefined;
  /** How long to wait for each effect, in milliseconds, 1 to 2147483647. Default: 600000. */
  readonly waitTimeout?: number | undefined;
  /** Continue a held plan, after a person has checked why it was held. Default: false. */
  readonly release?: boolean | undefined;
  /** Stops sending. Requests in flight get ten seconds to finish. */
  readonly signal?: AbortSignal | undefined;
  /** Called when an action has to wait before it is tried again, so that you can show why it waits. */
  readonly onDelay?: ((delay: Delay) => void) | undefined;
}

/** Why an action waits before it is tried again. */
export interface Delay {
  readonly action: PlannedAction;
  /** `throttled`: too many requests (429), which slows down all actions; `being-sent`: another process is sending it; `failed`: any other temporary failure. */
  readonly kind: "throttled" | "being-sent" | "failed";
  /** What happened, as a sentence. */
  readonly reason: string;
  /** How long it waits, in milliseconds. */
  readonly delayMs: number;
}

/** How many requests a second. */
export const rateRange: NumberRange = { from: 0.01, to: 10_000 };
const countRange: NumberRange = { from: 0, to: 1_000_000, what: "an integer" };

export const applyOptionKinds: OptionKinds<ApplyOptions> = {
  client: "value",
  journal: "value",
  rate: rateRange,
  concurrency: concurrencyRange,
  wait: "switch",
  waitTimeout: { from: 1, to: 2 ** 31 - 1, what: "a number of milliseconds" },
  release: "switch",
  signal: "value",
  first: countRange,
  maxUnknown: countRange,
  maxFailures: { from: 0, to: 1, what: "a fraction" },
  onDelay: "value",
};
