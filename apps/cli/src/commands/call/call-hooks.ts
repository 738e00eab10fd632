import type { AttemptEnd, Hooks, Retry } from "@aom-workflow/client";
import type { CommandContext } from "../context.ts";
import { describeRetry } from "./describe-retry.ts";
import type { Progress } from "./progress.ts";

/** Tells the person of attempts and retries. */
export function callHooks(
  { starting, tell, trace, warn }: CommandContext,
  { progress, isDebug, onIncomplete }: { readonly progress: Progress; readonly isDebug: boolean; readonly onIncomplete: () => void },
): Hooks {
  return {
    onAttemptStart({ attempt }) {
      starting();
      progress.attempt(attempt);
    },
    onAttemptEnd(end) {
      if (isDebug) trace(describeAttempt(end));
    },
    onWarning({ code, message }) {
      if (code === "list-incomplete") onIncomplete();
      // That of the region was told before the client was made.
      if (code !== "function-not-open-in-region") warn(message);
    },
    onRetry: (retry: Retry) => tell(describeRetry(retry)),
  };
}

function describeAttempt({ attempt, outcome, durationMs, status, code, requestId }: AttemptEnd): string {
  const facts = [`${Math.round(durationMs)} ms`, status && `status ${status}`, code, requestId && `request id ${requestId}`];
  return `* attempt ${attempt}: ${outcome} (${facts.filter(Boolean).join(", ")})`;
}
