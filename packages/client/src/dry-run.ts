import { redactHeaders } from "./redact.ts";

/** A request as it may be shown: everything but the secrets. */
export interface ShownRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Record<string, string>;
}

/** A request as it may be shown, in logs or on a screen. */
export function showRequest(request: Request): ShownRequest {
  return { method: request.method, url: request.url, headers: redactHeaders(request.headers) };
}

/** Makes a request safe to log: printing it or turning it into JSON shows no secret, sending it works as before. */
export function guardSecrets(request: Request): Request {
  const inspect = Symbol.for("nodejs.util.inspect.custom");
  const hidden = (shown: () => unknown) => ({ value: shown, enumerable: false });
  Object.defineProperties(request, { [inspect]: hidden(() => showRequest(request)), toJSON: hidden(() => showRequest(request)) });
  Object.defineProperties(request.headers, {
    [inspect]: hidden(() => redactHeaders(request.headers)),
    toJSON: hidden(() => redactHeaders(request.headers)),
  });
  return request;
}
