import { CredentialsError, isCredentialsError } from "./errors.ts";

/** Calls a function of the user's that gives credentials; what it throws becomes the cause of an error that names it. */
export async function callSource<T>(get: () => T | Promise<T>, source: string): Promise<T> {
  try {
    return await get();
  } catch (error) {
    if (isCredentialsError(error)) throw error;
    throw new CredentialsError("source-failed", `${source} failed; see the cause.`, { source, cause: error });
  }
}
