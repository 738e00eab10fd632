import type { OptionKinds } from "@aom-workflow/http/internal";

/** The clock, in milliseconds since 1970. */
export type Clock = () => number;

export const clockKind: OptionKinds<{ clock?: Clock }> = { clock: "value" };
