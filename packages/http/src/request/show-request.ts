import type { PlainHeaders, PlainRequest } from "./plain-request.ts";
import { isSecretHeader, redactHeaders } from "./redact.ts";

/**
 * A request with its credentials, which shows none of them when it is printed or turned into JSON, unless `util.inspect` calls getters (`getters: true` with
 * `showHidden: true`). `fetch(request.url, request)` sends it, and
 * `new Headers(request.headers)` has all its headers; what only copies properties leaves out the credentials and the body.
 */
export interface PreparedRequest extends PlainRequest {
  readonly headers: PlainHeaders & Iterable<[name: string, value: string]>;
  readonly body?: string;
  toJSON(): PlainRequest;
}

/** A request as it may be shown, in logs or on a screen: secrets replaced. The body is left out, since it may hold a password. */
export function showRequest(request: PlainRequest): PlainRequest {
  if ("toJSON" in request && typeof request.toJSON === "function") return request.toJSON();
  const { method, url, headers } = request;
  return { method, url, headers: redactHeaders(headers) };
}

/**
 * Makes a request safe to log. `console.dir` and `console.table` do not ask a value how to show it, so that secrets and body are properties that
 * they do not list.
 *
 * @param credentials names of headers that carry secrets
 */
export function guardSecrets({ method, url, headers, body }: PlainRequest, credentials: readonly string[]): PreparedRequest {
  const shown = redactHeaders(headers, credentials);
  const guarded = Object.create(hiding(shown, () => Object.entries(headers).values()));
  for (const [name, value] of Object.entries(headers)) {
    const isSecret = isSecretHeader(name) || credentials.includes(name);
    Object.defineProperty(guarded, name, isSecret ? { get: () => value } : { value, enumerable: true });
  }
  const request = Object.assign(Object.create(hiding({ method, url, headers: shown })), { method, url, headers: guarded });
  return body === undefined ? request : Object.defineProperty(request, "body", { get: () => body });
}

/** The prototype of an object that is shown as another. */
function hiding(shown: object, entries?: () => Iterator<[string, string]>): object {
  const show = { value: () => shown };
  const iterating = entries && { [Symbol.iterator]: { value: entries } };
  return Object.defineProperties({}, { toJSON: show, [Symbol.for("nodejs.util.inspect.custom")]: show, ...iterating });
}
