import type { Garbage } from "./answer-fault.ts";
import type { RequestFault } from "./fault.ts";
import type { Script } from "./script.ts";
import type { Strike } from "./strike.ts";

export type NoAnswerFault = RequestFault | Garbage;

/** Faults after which nobody knows what the server decided. */
export function noAnswer(fault: NoAnswerFault): Strike {
  return { answer: undefined, script: script(fault) };
}

function script(fault: NoAnswerFault): Script {
  switch (fault.kind) {
    case "reset-after-reading":
      return [{ end: "reset" }];
    case "close-after-reading":
      return [{ end: "close" }];
    case "hang":
      return [{ end: "hold" }];
    case "garbage":
      return [{ send: Buffer.from("\x16\x03\x01\x00\xffSSH-2.0-nonsense\r\n\r\n", "latin1") }, { end: "close" }];
  }
}
