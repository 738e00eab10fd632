import type { Operation } from "@aom-workflow/types";
import type { Credentials } from "../../credentials/credentials.ts";
import type { Layers } from "../../settings/layers.ts";
import type { Settings } from "../../settings/resolve-settings.ts";
import { commandWord } from "../../surface/action-words.ts";

/** Everything that is known of a call before anything is sent. */
export interface CallPlan {
  readonly operation: Operation;
  readonly layers: Layers;
  readonly credentials: Credentials;
  readonly settings: Settings;
}

/** What the operation does, in one word. */
export function actionOf({ operation }: Pick<CallPlan, "operation">): string {
  return commandWord(operation);
}

/** What it is done to, for people, the smallest part first: `node n`, `execution e`, `workflow w`. What only reads may be about no part. */
export function subjectsOf({ operation, settings: { input } }: Pick<CallPlan, "operation" | "settings">): readonly string[] {
  const parts = Object.entries({ node: input.nodeId, execution: input.executionId, workflow: input.workflowId });
  const named = parts.flatMap(([name, id]) => (id === undefined ? [] : `${name} ${id}`));
  return named.length > 0 || operation.effect === "none" ? named : [operation.id];
}
