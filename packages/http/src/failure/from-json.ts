import { brand, CallError, type ErrorCode } from "./call-error.ts";
import {
  AbortedError,
  type AnyCallError,
  ApiError,
  AuthenticationError,
  ConnectionError,
  InvalidInputError,
  InvalidResponseError,
  isCallError,
  TimeoutError,
  UnexpectedStatusError,
} from "./errors.ts";
import { hasBrand } from "./has-brand.ts";
import { consequenceOf, consequences } from "./outcome.ts";

/** By the code of their errors. */
const classes: Readonly<Record<ErrorCode, new (...args: never) => CallError>> = {
  "invalid-input": InvalidInputError,
  authentication: AuthenticationError,
  connection: ConnectionError,
  timeout: TimeoutError,
  aborted: AbortedError,
  "api-error": ApiError,
  "unexpected-status": UnexpectedStatusError,
  "invalid-response": InvalidResponseError,
};

/** Of an error of a code that only another package knows, the class of all. */
function classOf({ code }: AnyCallError): NewableFunction {
  return Object.hasOwn(classes, code) ? classes[code] : CallError;
}

/**
 * The way back from `toJSON()`: the error of a call that was sent to another thread or process, or kept as JSON, as an `Error` again. Its stack
 * is that of this call; it has no `cause`.
 *
 * @param data what `toJSON()` of an error gave, also as it comes out of `JSON.parse`, `structuredClone` or `postMessage`
 * @throws TypeError for anything else, since nothing would be known of its outcome
 */
export function errorFromJSON(data: unknown): AnyCallError {
  if (!isCallError(data)) throw new TypeError("This is not the JSON of an error of a call.");
  if (hasBrand(data, brand)) return data;
  const { name, message, ...details } = data as CallError;
  const error: object = Reflect.construct(Error, [message], classOf(data));
  if ((error as Error).name !== name) Object.defineProperty(error, "name", { value: name });
  const hidden = Object.entries(sentencesOf(message)).map(([key, value]) => [key, { value }]);
  Object.defineProperties(error, Object.fromEntries(hidden));
  // Data cannot replace the error's own properties, such as its stack and its methods, nor turn it into a promise.
  const own = Object.entries(details).filter(([key]) => !(key in error) && key !== "then" && key !== "cause");
  return Object.assign(error, Object.fromEntries(own), { retryable: mayBeRetried(data) }) as unknown as AnyCallError;
}

/** Of an unknown outcome only an error that says why the call itself stopped retrying, for another reason than that, can be of one that may be repeated. */
function mayBeRetried({ outcome, retryable, retryRefusal = "outcome-unknown" }: AnyCallError): boolean {
  return retryable && (outcome !== "unknown" || retryRefusal !== "outcome-unknown");
}

/** The sentence between what happened and what to do next, if there is one. */
const between = [...Object.values(consequences), consequenceOf("unknown", "none")];

function sentencesOf(message: string) {
  for (const consequence of between) {
    const at = message.indexOf(` ${consequence}`);
    if (at === -1) continue;
    const hint = message.slice(at + consequence.length + 2) || undefined;
    return { summary: message.slice(0, at), consequence, hint };
  }
  return { summary: message, consequence: "", hint: undefined };
}
