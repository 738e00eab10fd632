import type { IncomingMessage, ServerResponse } from "node:http";
import type { WireAnswer } from "../answer/reply.ts";

const everyOrigin = ["Access-Control-Allow-Origin", "*", "Access-Control-Expose-Headers", "*"] as const;

/**
 * Whether a browser asks if it may send a request. A preflight is not the request: no fault applies to it, and it is not recorded.
 *
 * @see https://fetch.spec.whatwg.org/#cors-preflight-fetch
 */
export function isPreflight({ method, headers }: IncomingMessage): boolean {
  return method === "OPTIONS" && headers["access-control-request-method"] !== undefined;
}

/** Allows any of them. */
export function allow({ headers }: IncomingMessage, response: ServerResponse): void {
  const { "access-control-request-method": method = "", "access-control-request-headers": names = "" } = headers;
  response.sendDate = false;
  response.writeHead(204, [...everyOrigin, "Access-Control-Allow-Methods", method, "Access-Control-Allow-Headers", names]).end();
}

/** The response, readable by pages of any origin. */
export function readableEverywhere(answer: WireAnswer): WireAnswer {
  return { ...answer, rawHeaders: [...answer.rawHeaders, ...everyOrigin] };
}
