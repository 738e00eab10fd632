import { parseSdkDate } from "./sdk-date.ts";

/** The times in the gateway's refusal of a signature's date. */
export interface ClockSkew {
  /** The time that the signature carries. */
  signedAt: Date;
  /** The gateway's clock when the request arrived. */
  serverTime: Date;
  /** How far the local clock is ahead of the gateway's, in milliseconds; negative when it is behind. */
  aheadMs: number;
  /** One sentence for people. */
  message: string;
}

/**
 * Reads the gateway's response to a signature whose date is more than 15 minutes off (APIG.0301, "signature expired").
 *
 * @param errorMessage the response's `error_msg`.
 * @returns undefined if the message is about something else.
 */
export function explainClockSkew(errorMessage: string): ClockSkew | undefined {
  const times = /signature time:\s*(\d{8}T\d{6}Z)\W+server time:\s*(\d{8}T\d{6}Z)/.exec(errorMessage);
  if (times === null) return undefined;
  const signedAt = parseSdkDate(times[1] as string);
  const serverTime = parseSdkDate(times[2] as string);
  if (signedAt === undefined || serverTime === undefined) return undefined;
  const aheadMs = signedAt - serverTime;
  const minutes = Math.round(Math.abs(aheadMs) / 60_000);
  const server = new Date(serverTime);
  return {
    signedAt: new Date(signedAt),
    serverTime: server,
    aheadMs,
    // Stryker disable next-line EqualityOperator: 0 never comes.
    message: `The request was signed ${minutes} minutes ${aheadMs > 0 ? "ahead of" : "behind"} the server's clock (${server.toISOString()}); set this machine's clock.`,
  };
}
