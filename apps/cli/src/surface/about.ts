import type { CommandSpec } from "./command.ts";

/** What the command line is for, in one sentence without its full stop. */
export const tagline = "Restart, skip or continue a stopped Huawei Cloud AOM workflow run";

const effects = {
  none: "It only reads.",
  idempotent: "It is idempotent: repeating it has no further effect.",
  once: "It is not idempotent: a call that may have been applied is never retried automatically.",
} as const;

/** What everybody should know about the operation of a command, a sentence each; nothing where it sends none. */
export function aboutOperation({ operation, docs }: CommandSpec): readonly string[] {
  if (!operation || !docs) return [];
  const { lifecycle, page } = docs;
  return [effects[operation.effect], ...(lifecycle.stage === "historical" ? [`Lifecycle: historical. ${lifecycle.note}`] : []), page];
}
