import type { AomActionName } from "@aom-workflow/client";
import type { Operation } from "@aom-workflow/types";
import { limitWith } from "../../parse/times.ts";
import type { Options } from "../../parse/tokens.ts";

/** What is looked at before and after an action. */
export interface Looking {
  /** Of the method that acts. */
  readonly name: AomActionName;
  readonly check: boolean;
  /** How long to wait for the effect, in milliseconds. */
  readonly waitMs: number | undefined;
}

const defaultWaitMs = 600_000;

/** What the options ask to look at; nothing where they ask for nothing. @throws UsageError */
export function lookingOf(operation: Operation, options: Options): Looking | undefined {
  if (operation.actsOn === undefined) return undefined;
  const check = options["no-check"] !== true;
  const waitMs = waitOf(options);
  return check || waitMs !== undefined ? { name: operation.name as AomActionName, check, waitMs } : undefined;
}

/** How long to wait, in milliseconds; nothing without `--wait`. @throws UsageError */
export function waitOf(options: Options): number | undefined {
  const limitMs = limitWith("wait", options);
  return options.wait === true ? (limitMs ?? defaultWaitMs) : undefined;
}
