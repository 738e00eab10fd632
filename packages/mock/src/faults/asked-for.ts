import type { RecordedRequest } from "../exchange/recorded-request.ts";
import { isConnectionFault } from "./choose-fault.ts";
import type { Fault } from "./fault.ts";
import { faultNamed } from "./fault-named.ts";

/**
 * The fault that a request itself asks for with the header `X-Mock-Fault`, as `--fault` has it.
 *
 * @returns the fault, nothing where none is asked for, or a sentence that says why it cannot be
 */
export function faultAskedFor({ headers }: RecordedRequest): Fault | string | undefined {
  const name = headers["x-mock-fault"];
  if (name === undefined) return undefined;
  if (name === "none") return { kind: name };
  const fault = faultNamed(name);
  if (typeof fault !== "string" && isConnectionFault(fault)) return `${fault.kind} strikes before a request can ask for it; use --fault.`;
  return fault;
}
