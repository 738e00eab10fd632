import { type OptionKinds, withoutText } from "@aom-workflow/http/internal";
import { CredentialsError, isCredentialsError } from "./credentials-error.ts";

/** The arguments of a function that returns credentials. */
export interface SourceContext {
  /** Aborts when no request needs the credentials any more. */
  readonly signal: AbortSignal;
}

export const contextKinds: OptionKinds<Partial<SourceContext>> = { signal: "value" };

/** After how many milliseconds requests no longer wait for a running call of such a function but start another: it may hang. */
export const sourceStaleAfterMs = 30_000;

/** Calls a function of the user's that gives credentials; what it throws becomes, without its texts, the cause of an error that names it. */
export async function callSource<T>(get: (context: SourceContext) => T | Promise<T>, source: string, signal: AbortSignal): Promise<T> {
  try {
    return await get({ signal });
  } catch (error) {
    if (isCredentialsError(error)) throw error;
    throw new CredentialsError("source-failed", `${source} failed; its text is hidden, since it may contain secrets.`, {
      source,
      cause: withoutText(error),
    });
  }
}
