import type { Fault, FaultMoment } from "@aom-workflow/mock";

/** Faults for the requests of one call, counted from when the script is set: `fetch` may keep a connection in stock from an earlier call. */
export function faultScript() {
  let faults: Fault | readonly Fault[] = { kind: "none" };
  let requests = 0;

  function next(): Fault | undefined {
    return Array.isArray(faults) ? (faults as readonly Fault[])[requests] : (faults as Fault);
  }

  return {
    play(given: Fault | readonly Fault[]): void {
      faults = given;
      requests = 0;
    },
    choose({ request }: FaultMoment): Fault | undefined {
      const fault = next();
      const beforeReading = fault?.kind === "reset-before-reading" || fault?.kind === "close-before-reading";
      if (!request) return beforeReading ? fault : undefined;
      requests++;
      return beforeReading ? undefined : fault;
    },
  };
}
