import type { TransportOptions } from "./transport.ts";

/** May the request still be sent? Only an explicit true allows it. */
export function isStillDue({ mayBeSent }: Pick<TransportOptions, "mayBeSent">): boolean {
  try {
    return mayBeSent === undefined || mayBeSent() === true;
  } catch {
    return false;
  }
}

export function noLongerDue(): Error {
  return new Error("The request was withdrawn before it was sent.");
}
