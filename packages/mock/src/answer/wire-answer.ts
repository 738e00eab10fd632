import { randomUUID } from "node:crypto";
import { STATUS_CODES } from "node:http";
import { isUint8Array } from "node:util/types";
import type { Reply, WireAnswer } from "./reply.ts";

/** Converts a test's answer to the form for the wire. */
export function toWireAnswer(reply: Reply): WireAnswer {
  const { status, headers = {}, body } = reply;
  const plain = body === undefined || typeof body === "string" || isUint8Array(body);
  const given = Object.entries(headers).flat();
  const named = Object.keys(headers).some((name) => name.toLowerCase() === "content-type");
  return {
    status,
    reason: STATUS_CODES[status] ?? "",
    rawHeaders: named || plain ? given : ["Content-Type", "application/json", ...given],
    body: plain ? Buffer.from(body ?? "") : Buffer.from(JSON.stringify(body)),
  };
}

/** A JSON answer. */
export function jsonAnswer(status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): WireAnswer {
  return toWireAnswer({ status, headers: { "Content-Type": "application/json", ...headers }, body: JSON.stringify(value) });
}

/** A response of the mock itself, in the form that Prism uses for its own. */
export function problem(status: number, type: string, detail: string): WireAnswer {
  const headers = { "Content-Type": "application/problem+json", "X-Request-Id": newRequestId() };
  return jsonAnswer(status, { type, title: detail, status, detail }, headers);
}

/**
 * The answer with a request id, as from the vendor's gateway: the one in the body of an error, else a new one.
 */
export function withRequestId(answer: WireAnswer): WireAnswer {
  const [, named] = (answer.status >= 400 && /"request_id"\s*:\s*"([\w-]+)"/.exec(answer.body.toString())) || [];
  return withHeader(answer, "X-Request-Id", named ?? newRequestId());
}

function newRequestId(): string {
  return randomUUID().replaceAll("-", "");
}

/** Whether a response has a header. @param name in lower case */
export function hasHeader({ rawHeaders }: WireAnswer, name: string): boolean {
  return rawHeaders.some((text, at) => at % 2 === 0 && text.toLowerCase() === name);
}

/** The answer with one header set, in place of all of that name. */
export function withHeader(answer: WireAnswer, name: string, value: string): WireAnswer {
  const others = answer.rawHeaders.filter((_, at, all) => all[at - (at % 2)]!.toLowerCase() !== name.toLowerCase());
  return { ...answer, rawHeaders: [...others, name, value] };
}

/** A whole, correctly framed answer; by default the last one on its connection. */
export function encodeWhole(answer: WireAnswer, connection?: "keep-alive"): Buffer {
  if (hasNoBody(answer.status)) return encodeHead(answer, [], connection);
  return Buffer.concat([encodeHead(answer, ["Content-Length", String(answer.body.length)], connection), answer.body]);
}

/** Whether answers of this status never have a body. */
export function hasNoBody(status: number): boolean {
  return status < 200 || status === 204 || status === 304;
}

/** The status line and the header block of a response, up to and with the empty line. */
export function encodeHead(answer: WireAnswer, framing: readonly string[], connection: "close" | "keep-alive" = "close"): Buffer {
  const pairs = [...answer.rawHeaders, ...framing, "Connection", connection];
  let head = `HTTP/1.1 ${answer.status} ${answer.reason}\r\n`;
  for (let at = 0; at < pairs.length; at += 2) head += `${pairs[at]}: ${pairs[at + 1]}\r\n`;
  return Buffer.from(`${head}\r\n`, "latin1");
}
