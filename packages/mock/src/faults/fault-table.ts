import { gzipSync } from "node:zlib";
import type { WireAnswer } from "../answer/reply.ts";
import { encodeHead, encodeWhole, jsonAnswer, toWireAnswer, withHeader } from "../answer/wire-answer.ts";
import type { RecordedRequest } from "../exchange/recorded-request.ts";
import type { FaultKind, FaultOf } from "./fault.ts";
import type { Script, Step } from "./script.ts";

/** What happens on a connection that is kept, after the response has passed whole. */
export interface Aftermath {
  /** What goes out in the same packet as the response. */
  readonly surplus?: Buffer;
  readonly script: Script;
}

/** What a fault does. The name says when it occurs. */
export type Deed<Fault> =
  /** The request is never read. */
  | { readonly beforeReading: (fault: Fault) => Script }
  /** The server's decision is unknown. */
  | { readonly unanswered: () => Script }
  /** Another response is sent, whole. */
  | { readonly otherAnswer: (fault: Fault, request: RecordedRequest) => WireAnswer }
  /** A 200 that does not end; the limit ends it for a client that reads everything. */
  | { readonly endless: (answer: WireAnswer) => Script }
  /** The mock's own response comes, whole, with a change. */
  | { readonly changed: (fault: Fault, answer: WireAnswer) => WireAnswer }
  /** The mock's own response is damaged on its way; its status stays. */
  | { readonly damaged: (fault: Fault, answer: WireAnswer) => Script }
  /** The mock's own response comes, whole, and then something on its connection. */
  | { readonly afterwards: (fault: Fault, answer: WireAnswer) => Aftermath };

/** How a text asks for a fault: by the kind alone, by the kind and a value, which may be wanting or wrong, or not at all. */
type Naming<Fault extends object> =
  object extends Omit<Fault, "kind"> ? { readonly takes?: Takes<Fault> } : { readonly takes: Takes<Fault> | "no text" };

/** Reads a value: the fields of the fault, or a sentence that says what the value has to be. */
export type Takes<Fault> = (value: string | undefined) => Omit<Fault, "kind"> | string;

type FaultTable = { readonly [Kind in FaultKind]: Deed<FaultOf<Kind>> & Naming<FaultOf<Kind>> };

/** Every kind of fault: its effect, and the value it takes as text. */
export const faultTable: FaultTable = {
  "reset-before-reading": { beforeReading: () => [{ end: "reset" }] },
  "close-before-reading": { beforeReading: () => [{ end: "close" }] },
  "early-answer": {
    beforeReading: ({ status = 408, value }) =>
      sent(encodeWhole(value === undefined ? toWireAnswer({ status }) : jsonAnswer(status, value))),
  },

  "reset-after-reading": { unanswered: () => [{ end: "reset" }] },
  "close-after-reading": { unanswered: () => [{ end: "close" }] },
  hang: { unanswered: () => [{ end: "hold" }] },

  delay: { damaged: ({ ms }, answer) => [{ waitMs: ms }, ...sent(encodeWhole(answer))], takes: milliseconds },
  "close-mid-headers": { damaged: (_, answer) => sent(firstHalf(headOf(answer))) },
  "close-mid-body": { damaged: (_, answer) => sent(headOf(answer), firstHalf(answer.body)) },
  "reset-mid-body": { damaged: (_, answer) => [{ send: headOf(answer) }, { send: firstHalf(answer.body) }, { end: "reset" }] },
  drip: { damaged: ({ bytes = 1, everyMs = 20 }, answer) => dripped(encodeWhole(answer), bytes, everyMs) },
  "truncated-json": { damaged: (_, answer) => sent(encodeWhole({ ...answer, body: firstHalf(answer.body) })) },
  "wrong-content-type": {
    damaged: ({ contentType = "text/plain" }, answer) => sent(encodeWhole(withHeader(answer, "Content-Type", contentType))),
  },
  "content-length-too-long": { damaged: ({ by = 10 }, answer) => misframed(answer, answer.body.length + by) },
  "content-length-too-short": { damaged: ({ by = 5 }, answer) => misframed(answer, Math.max(0, answer.body.length - by)) },
  "bad-gzip": { damaged: (_, answer) => sent(encodeWhole(withHeader(answer, "Content-Encoding", "gzip"))) },
  informational: { damaged: ({ status = 100, count = 1 }, answer) => sent(...interim(status, count), encodeWhole(answer)) },
  "oversized-headers": {
    damaged: ({ bytes = 128 * 1024 }, answer) => sent(encodeWhole(withHeader(answer, "X-Filler", "x".repeat(bytes)))),
  },
  "undeclared-status": { changed: ({ status }, answer) => ({ ...answer, status, reason: "" }), takes: finalStatus },

  html: { otherAnswer: ({ status = 502 }) => toWireAnswer({ status, headers: { "Content-Type": "text/html" }, body: page }) },
  "empty-body": { otherAnswer: ({ status = 200 }) => toWireAnswer({ status, headers: { "Content-Type": "application/json" } }) },
  json: { otherAnswer: ({ status = 200, value }) => jsonAnswer(status, value), takes: "no text" },
  redirect: {
    otherAnswer: ({ status, location }, { target }) => toWireAnswer({ status, headers: { Location: location ?? target } }),
    takes: "no text",
  },
  throttled: {
    otherAnswer: ({ retryAfter }) => fromGateway(429, "APIGW.0308", "The throttling threshold has been reached.", retryAfter),
    takes: (retryAfter) => (retryAfter === undefined ? {} : { retryAfter }),
  },
  "gateway-unavailable": {
    otherAnswer: ({ retryAfter }) => fromGateway(503, "APIGW.0613", "The IAM service is unavailable.", retryAfter),
  },

  "endless-headers": {
    endless: (answer) => repeat(encodeHead(answer, []).subarray(0, -2), `X-Filler: ${"x".repeat(1014)}\r\n`, 64 * mib),
  },
  "endless-body": {
    endless: (answer) => repeat(Buffer.concat([encodeHead(answer, []), Buffer.from('"')]), "x".repeat(16 * 1024), 64 * mib),
  },
  "endless-gzip": {
    endless: (answer) => repeat(encodeHead(answer, ["Content-Encoding", "gzip"]), gzipSync(Buffer.alloc(mib, " ")), 4 * mib),
  },
  garbage: { unanswered: () => sent(Buffer.from("\x16\x03\x01\x00\xffSSH-2.0-nonsense\r\n\r\n", "latin1")) },

  "unsolicited-answer": {
    afterwards({ afterMs, status = 200, value = { result: "success" } }) {
      const unsolicited = encodeWhole(jsonAnswer(status, value), "keep-alive");
      return afterMs === undefined ? together(unsolicited) : later(afterMs, { send: unsolicited });
    },
  },
  "double-answer": { afterwards: (_, answer) => together(encodeWhole(answer, "keep-alive")) },
  "longer-than-said": { afterwards: ({ by = 10 }) => together(Buffer.alloc(by, "x")) },
  "timeout-while-idle": {
    afterwards: ({ afterMs }) => later(afterMs, { send: encodeWhole(toWireAnswer({ status: 408 })) }, { end: "close" }),
  },
  "close-while-idle": { afterwards: ({ afterMs }) => later(afterMs, { end: "close" }) },
  "reset-while-idle": { afterwards: ({ afterMs }) => later(afterMs, { end: "reset" }) },
  "close-at-next-request": { afterwards: () => ({ script: [{ await: "next-request" }, { end: "close" }] }) },
  "reset-at-next-request": { afterwards: () => ({ script: [{ await: "next-request" }, { end: "reset" }] }) },
};

const mib = 1024 * 1024;
const page = "<!DOCTYPE html><html><head><title>Bad Gateway</title></head><body><h1>Bad Gateway</h1></body></html>";

function milliseconds(value = "") {
  // A timer fires at once if it is set to more than it can wait.
  return /^\d{1,9}$/.test(value) ? { ms: Number(value) } : "delay needs a whole number of milliseconds, such as delay=500.";
}

function finalStatus(value = "") {
  return /^[2-5]\d\d$/.test(value)
    ? { status: Number(value) }
    : "undeclared-status needs a status from 200 to 599, such as undeclared-status=418.";
}

function fromGateway(status: number, error_code: string, error_msg: string, retryAfter: string | undefined): WireAnswer {
  const request_id = "7f1d9a20c3b84e5f9a6d2b1c0e4f8a35";
  const headers = { "X-Request-Id": request_id, ...(retryAfter !== undefined && { "Retry-After": retryAfter }) };
  return jsonAnswer(status, { error_code, error_msg, request_id }, headers);
}

function headOf(answer: WireAnswer): Buffer {
  const whole = encodeWhole(answer);
  return whole.subarray(0, whole.length - answer.body.length);
}

function firstHalf(bytes: Buffer): Buffer {
  return bytes.subarray(0, bytes.length >> 1);
}

function sent(...pieces: Buffer[]): Step[] {
  return [...pieces.map((send) => ({ send })), { end: "close" }];
}

function misframed(answer: WireAnswer, length: number): Step[] {
  return sent(encodeHead(answer, ["Content-Length", String(length)]), answer.body);
}

function interim(status: number, count: number): Buffer[] {
  const hint = status === 103 ? "Link: </style.css>; rel=preload\r\n" : "";
  return Array.from({ length: count }, () => Buffer.from(`HTTP/1.1 ${status} \r\n${hint}\r\n`));
}

function* dripped(whole: Buffer, bytes: number, everyMs: number): Script & Generator {
  for (let at = 0; at < whole.length; at += bytes) {
    yield { send: whole.subarray(at, at + bytes) };
    yield { waitMs: everyMs };
  }
  yield { end: "close" };
}

function* repeat(head: Buffer, piece: string | Buffer, upToBytes: number): Script & Generator {
  yield { send: head };
  const send = Buffer.from(piece);
  for (let sentBytes = 0; sentBytes < upToBytes; sentBytes += send.length) yield { send };
  yield { end: "close" };
}

function together(surplus: Buffer): Aftermath {
  return { surplus, script: [] };
}

function later(waitMs = 0, ...then: Step[]): Aftermath {
  return { script: [{ waitMs }, ...then] };
}
