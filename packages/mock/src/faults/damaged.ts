import type { WireAnswer } from "../answer/reply.ts";
import { encodeHead, encodeWhole, withHeader } from "../answer/wire-answer.ts";
import type { AnswerFault, UndeclaredStatus } from "./answer-fault.ts";
import type { EndlessFault } from "./endless.ts";
import type { NoAnswerFault } from "./no-answer.ts";
import type { OtherAnswerFault } from "./other-answer.ts";
import type { Script, Step } from "./script.ts";
import type { Strike } from "./strike.ts";

export type DamageFault = Exclude<AnswerFault, NoAnswerFault | OtherAnswerFault | EndlessFault>;

/** Faults that damage the mock's own answer on its way. What the server decided stays its status – but for one that changes it. */
export function damaged(fault: DamageFault, own: WireAnswer): Strike {
  if (fault.kind === "undeclared-status") return { answer: { ...own, status: fault.status, reason: "" } };
  return { answer: own, script: script(fault, own) };
}

function script(fault: Exclude<DamageFault, UndeclaredStatus>, answer: WireAnswer): Script {
  const { body } = answer;
  const half = body.subarray(0, body.length >> 1);
  const whole = encodeWhole(answer);
  const head = whole.subarray(0, whole.length - body.length);
  switch (fault.kind) {
    case "delay":
      return [{ waitMs: fault.ms }, ...sent(whole)];
    case "close-mid-headers":
      return sent(head.subarray(0, head.length >> 1));
    case "close-mid-body":
      return sent(head, half);
    case "reset-mid-body":
      return [{ send: head }, { send: half }, { end: "reset" }];
    case "drip":
      return dripped(whole, fault.bytes ?? 1, fault.everyMs ?? 20);
    case "truncated-json":
      return sent(encodeWhole({ ...answer, body: half }));
    case "wrong-content-type":
      return sent(encodeWhole(withHeader(answer, "Content-Type", fault.contentType ?? "text/plain")));
    case "content-length-too-long":
      return sent(encodeHead(answer, ["Content-Length", String(body.length + (fault.by ?? 10))]), body);
    case "content-length-too-short":
      return sent(encodeHead(answer, ["Content-Length", String(Math.max(0, body.length - (fault.by ?? 5)))]), body);
    case "bad-gzip":
      return sent(encodeWhole(withHeader(answer, "Content-Encoding", "gzip")));
    case "informational":
      return sent(...interim(fault.status ?? 100, fault.count ?? 1), whole);
    case "oversized-headers":
      return sent(encodeWhole(withHeader(answer, "X-Filler", "x".repeat(fault.bytes ?? 128 * 1024))));
  }
}

function sent(...pieces: Buffer[]): Step[] {
  return [...pieces.map((send) => ({ send })), { end: "close" }];
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
