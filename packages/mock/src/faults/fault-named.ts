import type { RecordedRequest } from "../exchange/recorded-request.ts";
import { happensBeforeReading } from "./apply-fault.ts";
import type { Fault } from "./fault.ts";
import { faultTable, type Takes } from "./fault-table.ts";

/** The kinds that a text can ask for. */
const kinds = Object.entries<{ readonly takes?: Takes<Fault> | "no text" }>(faultTable).filter(([, { takes }]) => takes !== "no text");

/**
 * The fault that a text asks for: a kind, or a kind with its value, such as `throttled=2`.
 *
 * @returns the fault, or a sentence that says why there is none
 */
export function faultNamed(text: string): Fault | string {
  const [, name = "", value] = /^([^=]*)(?:=(.*))?$/s.exec(text) ?? [];
  const [kind, { takes } = {}] = kinds.find(([it]) => it === name) ?? [];
  if (kind === undefined) return `${name} is not a kind of fault. Use one of: ${kinds.map(([it]) => it).join(", ")}.`;
  if (typeof takes !== "function") return value === undefined ? ({ kind } as Fault) : `${kind} takes no value.`;
  const fields = takes(value);
  return typeof fields === "string" ? fields : ({ kind, ...fields } as Fault);
}

/**
 * The fault that a request itself asks for with the header `X-Mock-Fault`, in the form of `--fault`.
 *
 * @returns the fault, nothing if none is asked for, or a sentence that says why it is refused
 */
export function faultAskedFor({ headers }: RecordedRequest): Fault | string | undefined {
  const name = headers["x-mock-fault"];
  if (name === undefined) return undefined;
  if (name === "none") return { kind: name };
  const fault = faultNamed(name);
  if (typeof fault !== "string" && happensBeforeReading(fault))
    return `${fault.kind} happens before a request can ask for it; use --fault.`;
  return fault;
}
