import type { WireAnswer } from "../answer/reply.ts";
import { encodeWhole, jsonAnswer, toWireAnswer } from "../answer/wire-answer.ts";
import type { KeptConnectionFault } from "./kept-connection-fault.ts";
import type { Script, Step } from "./script.ts";
import type { Strike } from "./strike.ts";

/** What happens on a connection that is kept, after the answer has passed whole. */
export interface Aftermath {
  /** What goes out in the same packet as the answer. */
  readonly surplus?: Buffer;
  readonly script: Script;
}

/** Faults of the connection that a whole answer leaves behind. */
export function keptConnection(fault: KeptConnectionFault, answer: WireAnswer): Strike {
  return { answer, aftermath: aftermath(fault, answer) };
}

function aftermath(fault: KeptConnectionFault, answer: WireAnswer): Aftermath {
  switch (fault.kind) {
    case "unsolicited-answer": {
      const unsolicited = encodeWhole(jsonAnswer(fault.status ?? 200, fault.value ?? { result: "success" }), "keep-alive");
      return fault.afterMs === undefined ? together(unsolicited) : later(fault.afterMs, { send: unsolicited });
    }
    case "double-answer":
      return together(encodeWhole(answer, "keep-alive"));
    case "longer-than-said":
      return together(Buffer.alloc(fault.by ?? 10, "x"));
    case "timeout-while-idle":
      return later(fault.afterMs, { send: encodeWhole(toWireAnswer({ status: 408 })) }, { end: "close" });
    case "close-while-idle":
      return later(fault.afterMs, { end: "close" });
    case "reset-while-idle":
      return later(fault.afterMs, { end: "reset" });
    case "close-at-next-request":
      return { script: [{ await: "next-request" }, { end: "close" }] };
    case "reset-at-next-request":
      return { script: [{ await: "next-request" }, { end: "reset" }] };
  }
}

function together(surplus: Buffer): Aftermath {
  return { surplus, script: [] };
}

function later(waitMs: number | undefined, ...then: Step[]): Aftermath {
  return { script: [{ waitMs: waitMs ?? 0 }, ...then] };
}
