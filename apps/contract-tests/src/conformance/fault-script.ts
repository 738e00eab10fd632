import type { Fault, FaultMoment } from "@aom-workflow/mock";

/** Faults for the requests of one call, counted from when the script is set: a connection may be kept from an earlier call. */
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
      if (!request) return strikesBeforeReading(fault) ? fault : undefined;
      requests++;
      return strikesBeforeReading(fault) ? undefined : fault;
    },
  };
}

/** Whether a fault can only be chosen at a new connection. */
export function strikesBeforeReading(fault: { readonly kind: string } | undefined): boolean {
  return fault?.kind === "reset-before-reading" || fault?.kind === "close-before-reading" || fault?.kind === "early-answer";
}
