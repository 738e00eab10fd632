import { type Finding, fail, pass, warn } from "./finding.ts";

/** A signature is accepted for as long after its date. Source: https://support.huaweicloud.com/devg-apisign/api-sign-errorcode.html */
const signatureLifeMs = 15 * 60_000;

/** Compares this machine's clock with the `Date` header of an answer, which has no fractions of a second. */
export function checkClock(date: string | undefined, now: number): Finding {
  const server = Date.parse(date ?? "");
  if (Number.isNaN(server)) return warn("clock", "the answer has no date to compare with", "Compare the clock with another one.");
  const skew = now - server;
  const seconds = Math.round(Math.abs(skew) / 1000);
  if (seconds <= 60) return pass("clock", seconds <= 2 ? "agrees with the service" : `is ${seconds} s ${skew > 0 ? "ahead" : "behind"}`);
  const says = `is ${seconds} s ${skew > 0 ? "ahead of" : "behind"} the service`;
  const remedy = "Set the clock by NTP: signatures with a wrong date are refused.";
  return Math.abs(skew) < signatureLifeMs - 60_000 ? warn("clock", says, remedy) : fail("clock", says, remedy, "authentication");
}
