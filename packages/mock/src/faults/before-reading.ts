import { encodeWhole, jsonAnswer, toWireAnswer } from "../answer/wire-answer.ts";
import type { ConnectionFault } from "./fault.ts";
import type { Script } from "./script.ts";

/** Faults of a connection whose request is never read. */
export function beforeReading(fault: ConnectionFault): Script {
  switch (fault.kind) {
    case "reset-before-reading":
      return [{ end: "reset" }];
    case "close-before-reading":
      return [{ end: "close" }];
    case "early-answer": {
      const { status = 408, value } = fault;
      const answer = value === undefined ? toWireAnswer({ status }) : jsonAnswer(status, value);
      return [{ send: encodeWhole(answer) }, { end: "close" }];
    }
  }
}
