import type { AttemptEnd, Hooks, Retry, RetryRefusal, Warning } from "@aom-workflow/client";
import type { Marks } from "../../output/text/marks.ts";
import { oneLine } from "../../output/text/printable.ts";
import type { Terminal } from "../../terminal/host.ts";
import type { CommandContext } from "../context.ts";

/** Hooks of a call, and of all that its lists warned of. */
interface CallHooks extends Hooks {
  readonly onWarning: (warning: Warning) => void;
  /** Whether every list that was read is complete, as far as the client can tell. */
  readonly isWhole: () => boolean;
  readonly end: () => void;
}

/** Reports attempts and retries to the person. If many calls only read, retries are counted and reported at the end. */
export function callHooks(
  { starting, tell, trace, warn }: CommandContext,
  progress: Progress,
  { isDebug, isReading }: { readonly isDebug: boolean; readonly isReading: boolean },
): CallHooks {
  const counted: Retry["reason"][] = [];
  let isWhole = true;
  return {
    onAttemptStart({ attempt }) {
      starting();
      if (!isReading) progress.note(attempt > 1 ? `attempt ${attempt}` : undefined);
    },
    onAttemptEnd(end) {
      if (isDebug) trace(describeAttempt(end));
    },
    onWarning({ code, message }) {
      if (code === "list-incomplete") isWhole = false;
      // The region's warning was printed before the client was created.
      if (code !== "function-not-open-in-region") warn(message);
    },
    onRetry(retry) {
      if (!isReading) return tell(describeRetry(retry));
      counted.push(retry.reason);
      progress.note(describeRetries(counted));
    },
    end() {
      if (counted.length > 0) tell(`${describeRetries(counted)}.`);
    },
    isWhole: () => isWhole,
  };
}

/** Says why no other attempt is made. */
export function describeRefusal(refusal: RetryRefusal): string {
  return `* not sent again: ${refusal} (${refusals[refusal]})`;
}

/** What takes less time is not worth a sign of life. */
const patienceMs = 300;

/** Shows on a terminal what is running, for how long, and the latest note, such as the attempt. */
export interface Progress {
  note(text: string | undefined): void;
  stop(): void;
}

/** Shows progress after {@link patienceMs}. @param doing such as `Restarting node run-script` */
export function startProgress(terminal: Terminal, { frames, ellipsis }: Marks, doing: string): Progress {
  const start = performance.now();
  let noted: string | undefined;
  let frame = 0;
  const draw = () => {
    const elapsed = performance.now() - start;
    if (elapsed < patienceMs) return;
    const more = noted === undefined ? "" : `, ${noted}`;
    terminal.status(`${frames[frame++ % frames.length]} ${oneLine(doing)} ${ellipsis} ${(elapsed / 1000).toFixed(1)} s${more}`);
  };
  const timer = setInterval(draw, 100);
  return {
    note(text) {
      noted = text;
    },
    stop() {
      clearInterval(timer);
      terminal.status(undefined);
    },
  };
}

/** Shows nothing. */
export const noProgress: Progress = { note() {}, stop() {} };

function describeAttempt({ attempt, outcome, durationMs, status, code, requestId }: AttemptEnd): string {
  const facts = [`${Math.round(durationMs)} ms`, status && `status ${status}`, code, requestId && `request id ${requestId}`];
  return `* attempt ${attempt}: ${outcome} (${facts.filter(Boolean).join(", ")})`;
}

const reasons: Readonly<Record<Retry["reason"], string>> = {
  "not-sent": "no connection",
  throttled: "too many requests",
  "gateway-unavailable": "the gateway was unavailable",
  "credentials-renewed": "the token had expired",
  "connection-lost": "the connection broke",
  timeout: "no response in time",
  "server-error": "the service failed",
  "accepted-risk": "no certain outcome",
};

/** Says why another attempt is made, and when. */
function describeRetry({ attempt, reason, delayMs }: Pick<Retry, "attempt" | "reason" | "delayMs">): string {
  return `Attempt ${attempt}: ${reasons[reason]}. Trying again in ${(delayMs / 1000).toFixed(1)} s.`;
}

/** Says how often another attempt was made, and why: `129 retries: too many requests`. */
function describeRetries(made: readonly Retry["reason"][]): string {
  const count = `${made.length} ${made.length === 1 ? "retry" : "retries"}`;
  return `${count}: ${[...new Set(made)].map((reason) => reasons[reason]).join(", ")}`;
}

const refusals: Readonly<Record<RetryRefusal, string>> = {
  disabled: "the contract does not allow it",
  aborted: "the call was interrupted",
  "outcome-unknown": "the operation may have been applied",
  "not-transient": "the response would be the same",
  "attempts-exhausted": "this was the last attempt",
  "quota-exhausted": "too many calls have failed lately",
  "retry-after-too-long": "the service asks for a longer wait than the contract allows",
  deadline: "the wait would be longer than --timeout allows",
};
