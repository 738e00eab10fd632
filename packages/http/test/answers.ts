import type { PlainResponse } from "../src/response/plain-response.ts";
import { NotSentError } from "../src/transport/not-sent-error.ts";

/** A response with this body as JSON; a string is sent as it is. */
export function answer(status: number, body: unknown, headers: Record<string, string> = {}): PlainResponse {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return { status, text, headers: { "content-type": "application/json", ...headers } };
}

export const applied = () => answer(200, { result: "success" }, { "x-request-id": "r-applied" });
export const throttled = (retryAfter?: string) =>
  answer(429, { error_code: "APIGW.0308", error_msg: "throttled" }, retryAfter === undefined ? {} : { "retry-after": retryAfter });
export const expired = () => answer(401, { error_code: "APIGW.0307", error_msg: "The token must be updated." });
export const serverError = () => answer(500, { error_code: "AOM.31001405", error_msg: "internal server error." });

/** The error of a transport without a connection. */
export const refusedConnection = () =>
  new NotSentError(Object.assign(new Error("connect ECONNREFUSED 127.0.0.1:1"), { code: "ECONNREFUSED", syscall: "connect" }));

/** The error of a transport whose connection broke after the request may have been sent. */
export const brokenConnection = () => Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET", syscall: "read" });
