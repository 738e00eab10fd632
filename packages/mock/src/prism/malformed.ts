import type { WireAnswer } from "../answer/reply.ts";
import { problem } from "../answer/wire-answer.ts";
import type { RecordedRequest } from "../exchange/recorded-request.ts";

/** The parts of a request that Prism reads. */
export type OpenRequest = Pick<RecordedRequest, "method" | "target" | "headers" | "body">;

const token = "[!#$%&'*+.^_`|~\\w-]+";
const mediaType = new RegExp(`^${token}/${token}(\\s*;\\s*(${token}=(${token}|"([^"\\\\]|\\\\.)*"))?)*$`);

/** Refuses malformed requests under any contract, and names the mistake. Prism throws for most of them. */
export function malformed({ target, headers, body }: OpenRequest): WireAnswer | undefined {
  const url = urlOf(target);
  if (url === undefined) return problem(400, "MALFORMED_TARGET", `The target ${shown(target)} is not a URL.`);
  if (!isDecodable(url.pathname)) return problem(400, "MALFORMED_TARGET", "The path has a % that does not begin a UTF-8 character.");
  const { "content-type": type, accept = "" } = headers;
  if (type && !mediaType.test(type)) {
    return problem(415, "MALFORMED_CONTENT_TYPE", `Content-Type: ${shown(type)} is not a media type such as application/json.`);
  }
  const range = mediaRanges(accept).find((one) => !mediaType.test(one));
  if (range !== undefined) return problem(406, "MALFORMED_ACCEPT", `Accept: ${shown(range)} is not a media type such as application/json.`);
  if (isJson(type) && body.length > 0 && !isParsable(body)) {
    return problem(400, "MALFORMED_JSON", "The body is not JSON although Content-Type says so.");
  }
  return undefined;
}

/** The target as a URL. It is a path, with a host of no meaning then, or a whole URL, as a proxy gets it. */
export function urlOf(target: string): URL | undefined {
  const url = /^https?:/i.test(target) ? target : `http://mock/${target.replace(/^\//, "")}`;
  return URL.canParse(url) ? new URL(url) : undefined;
}

/** The entries of an Accept header. A lone `*`, as Java sends it, is meant as any type. */
export function mediaRanges(accept: string): string[] {
  const ranges = accept.split(",").map((one) => one.trim().replace(/^\*(?=\s*(;|$))/, "*/*"));
  return ranges.filter((one) => one !== "");
}

/** Whether a Content-Type says that the body is JSON. */
export function isJson(type: string | undefined): boolean {
  return /^application\/([^/;\s]+\+)?json\s*(;|$)/i.test(type?.trim() ?? "");
}

function isParsable(body: Uint8Array): boolean {
  try {
    JSON.parse(Buffer.from(body).toString());
    return true;
  } catch {
    return false;
  }
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

function shown(text: string): string {
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}
