import type { PlainRequest } from "./plain-request.ts";
import { redactHeaders } from "./redact.ts";

/** A request with its credentials, which shows none of them when it is printed or turned into JSON. */
export interface PreparedRequest extends PlainRequest {
  toJSON(): PlainRequest;
}

/** A request as it may be shown, in logs or on a screen: secrets replaced. The body is left out, since it may hold a password. */
export function showRequest({ method, url, headers }: PlainRequest): PlainRequest {
  return { method, url, headers: redactHeaders(headers) };
}

/** Makes a request safe to log. */
export function guardSecrets(request: PlainRequest): PreparedRequest {
  const inspect = Symbol.for("nodejs.util.inspect.custom");
  const hidden = (shown: () => unknown) => ({ value: shown, enumerable: false });
  const headers = Object.defineProperties(
    { ...request.headers },
    { [inspect]: hidden(() => redactHeaders(request.headers)), toJSON: hidden(() => redactHeaders(request.headers)) },
  );
  return Object.defineProperties(
    { ...request, headers },
    { [inspect]: hidden(() => showRequest(request)), toJSON: hidden(() => showRequest(request)) },
  ) as PlainRequest as PreparedRequest;
}
