import type { Operation } from "@aom-workflow/types";
import type { Credentials } from "../../credentials/credentials.ts";
import type { Layers } from "../../settings/layers.ts";
import type { Settings } from "../../settings/resolve-settings.ts";

/** Everything that is known of a call before anything is sent. */
export interface CallPlan {
  readonly operation: Operation;
  readonly layers: Layers;
  readonly credentials: Credentials;
  readonly settings: Settings;
}

/** What the operation does, in one word: `skip`, also where that is a parameter. */
export function actionOf({ operation, settings }: Pick<CallPlan, "operation" | "settings">): string {
  const { action = operation.name } = { ...operation.fixed, ...settings.input };
  return String(action);
}

/** What it is done to, for people. */
export function subjectOf({ operation, settings: { input } }: Pick<CallPlan, "operation" | "settings">): string {
  return input.nodeId === undefined ? `the operation ${operation.id}` : `node ${input.nodeId}`;
}
