import { channel } from "node:diagnostics_channel";
import type { Hooks } from "../call/hooks.ts";

/**
 * Hooks that publish every event on `node:diagnostics_channel`, for tracing and metrics without touching the calling code:
 *
 * - `aom-workflow:attempt:start` – an `AttemptStart`;
 * - `aom-workflow:attempt:end` – an `AttemptEnd`;
 * - `aom-workflow:retry` – a `Retry`;
 * - `aom-workflow:call:end` – a `CallEnd`;
 * - `aom-workflow:warning` – a `Warning`.
 *
 * A channel without subscribers costs next to nothing.
 *
 * @example
 * const aom = createClient({ region, projectId, auth, hooks: diagnosticsHooks() });
 */
export function diagnosticsHooks(): Hooks {
  const start = channel("aom-workflow:attempt:start");
  const end = channel("aom-workflow:attempt:end");
  const retry = channel("aom-workflow:retry");
  const callEnd = channel("aom-workflow:call:end");
  const warning = channel("aom-workflow:warning");
  return {
    onAttemptStart: (event) => start.publish(event),
    onAttemptEnd: (event) => end.publish(event),
    onRetry: (event) => retry.publish(event),
    onCallEnd: (event) => callEnd.publish(event),
    onWarning: (event) => warning.publish(event),
  };
}
