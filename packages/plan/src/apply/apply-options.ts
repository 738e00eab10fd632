import type { Client } from "@aom-workflow/client";
import type { OptionKinds } from "@aom-workflow/client/internal";
import type { PlannedAction } from "../journal/action.ts";
import type { Journal } from "../journal/journal.ts";
import type { Limits } from "./limits.ts";

type Optional<Options> = { readonly [Name in keyof Options]?: Options[Name] | undefined };

/** How a plan is applied. */
export interface ApplyOptions extends Optional<Limits> {
  readonly client: Client;
  /** The journal of the target, which the plan names. */
  readonly journal: Journal;
  /** Requests that act a second at most. Default: as fast as they come. */
  readonly rate?: number | undefined;
  /** Executions under way at once, 1 to 64. Default: 4. */
  readonly concurrency?: number | undefined;
  /** Also waits for the effect of each action. Default: only for those that go first. */
  readonly wait?: boolean | undefined;
  /** How long to wait for an effect at most, in milliseconds. Default: 600000. */
  readonly waitTimeout?: number | undefined;
  /** A person has looked at what held the plan, and lets it go on. Default: false. */
  readonly release?: boolean | undefined;
  /** Stops sending. What is under way is waited for, but no longer than ten seconds. */
  readonly signal?: AbortSignal | undefined;
  /** Is called when an action has to wait before it is tried again, so that a caller can say why nothing happens. */
  readonly onDelay?: ((delay: Delay) => void) | undefined;
}

/** Why an action waits before it is tried again. */
export interface Delay {
  readonly action: PlannedAction;
  /** `throttled`: the service had too many requests (429), which slows down all actions; `being-sent`: another process sends it; `failed`: all else that passes. */
  readonly kind: "throttled" | "being-sent" | "failed";
  /** What happened, as a sentence. */
  readonly reason: string;
  /** How long it waits, in milliseconds. */
  readonly delayMs: number;
}

export const applyOptionKinds: OptionKinds<ApplyOptions> = {
  client: "value",
  journal: "value",
  rate: "value",
  concurrency: "value",
  wait: "switch",
  waitTimeout: "value",
  release: "switch",
  signal: "value",
  first: "value",
  maxUnknown: "value",
  maxFailures: "value",
  onDelay: "value",
};
