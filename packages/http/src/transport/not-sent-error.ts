import { hasBrand } from "../failure/has-brand.ts";

const brand = Symbol.for("@aom-workflow/http/not-sent");

/** No byte of the request can have reached the server: the connection was never established. The `cause` says why. */
export class NotSentError extends Error {
  override readonly name = "NotSentError";

  constructor(cause: unknown) {
    super("The connection was not established.", { cause });
    Object.defineProperty(this, brand, { value: true });
  }
}

/** Is it such an error – of this copy of the package or of another? */
export function isNotSentError(error: unknown): error is NotSentError {
  return hasBrand(error, brand);
}
