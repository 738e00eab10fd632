import type { Hooks as CallHooks } from "@aom-workflow/http";

/**
 * Something that the caller should know.
 *
 * - `function-not-open-in-region`: calls will probably fail; reported once, when the client is created;
 * - `list-incomplete`: a list that was read in pages may lack something.
 */
export interface Warning {
  readonly code: "function-not-open-in-region" | "list-incomplete";
  readonly message: string;
}

/** The hooks of a call, and one for warnings. */
export interface Hooks extends CallHooks {
  readonly onWarning?: ((event: Warning) => unknown) | undefined;
}
