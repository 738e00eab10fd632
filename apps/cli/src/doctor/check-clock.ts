import { bad, type Check, good, unsure } from "./check.ts";

/** A signature is taken for as long after its date. Source: https://support.huaweicloud.com/devg-apisign/api-sign-errorcode.html */
const signatureLifeMs = 15 * 60_000;

/** Compares this machine's clock with the `Date` header of an answer, which has no fractions of a second. */
export function checkClock(date: string | null, now: number): Check {
  const server = Date.parse(date ?? "");
  if (Number.isNaN(server)) return unsure("clock", "the answer has no date to compare with", "Compare the clock with another one.");
  const skew = now - server;
  const seconds = Math.round(Math.abs(skew) / 1000);
  if (seconds <= 60) return good("clock", seconds <= 2 ? "agrees with the service" : `is ${seconds} s ${skew > 0 ? "ahead" : "behind"}`);
  const says = `is ${seconds} s ${skew > 0 ? "ahead of" : "behind"} the service`;
  const remedy = "Set the clock by NTP: signatures with a wrong date are refused.";
  return Math.abs(skew) < signatureLifeMs - 60_000 ? unsure("clock", says, remedy) : bad("clock", says, remedy, 4);
}
