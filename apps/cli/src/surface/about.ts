import type { Operation } from "@aom-workflow/types";

/** What the command line is for, in one sentence without its full stop. */
export const tagline = "Restart, skip or continue a stopped Huawei Cloud AOM workflow run";

const effects = {
  none: "It only reads.",
  idempotent: "It is idempotent: sending it twice does what sending it once does.",
  once: "It is not idempotent: nothing that may have been applied is ever sent again by itself.",
} as const;

/** What everybody should know about an operation, a sentence each. */
export function aboutOperation({ effect, lifecycle, docs }: Operation): readonly string[] {
  return [effects[effect], ...(lifecycle.stage === "historical" ? [`Lifecycle: historical. ${lifecycle.note}`] : []), docs];
}
