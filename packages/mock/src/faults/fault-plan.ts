import type { RecordedRequest } from "../exchange/recorded-request.ts";
import { refuse } from "../options/shape.ts";
import type { Fault } from "./fault.ts";
import { faultProblem } from "./fault-fields.ts";
import { faultAskedFor } from "./fault-named.ts";
import type { FaultMoment, Faults } from "./faults.ts";

/** Which faults occur, and how far the schedule has advanced. Both may change while the mock runs. */
export class FaultPlan {
  readonly #declared: readonly string[];
  #faults: Faults | undefined;
  #next = 0;
  #edition = 0;

  /** @throws {TypeError} for an invalid fault */
  constructor(faults?: Faults, declared: readonly string[] = []) {
    this.#declared = declared;
    this.begin(faults);
  }

  /** Whether no faults were given. */
  get isEmpty(): boolean {
    return this.#faults === undefined;
  }

  /** Changes each time the plan starts over; what was chosen before no longer counts. */
  get edition(): number {
    return this.#edition;
  }

  /** Starts, or starts over, with these. @throws {TypeError} for an invalid fault; the plan then stays as it is */
  begin(faults: Faults | undefined): void {
    refuse(this.#problemOf(faults));
    this.#faults = Array.isArray(faults) ? [...faults] : faults;
    this.#next = 0;
    this.#edition++;
  }

  /** The place of one more connection or request in the schedule. */
  place(): number {
    return this.#next++;
  }

  /** The fault for one moment; or a sentence if a function returns an invalid one. */
  choose(moment: FaultMoment, place: number): Fault | string | undefined {
    if (typeof this.#faults !== "function") return isSchedule(this.#faults) ? this.#faults[place] : this.#faults;
    const fault = this.#faults(moment, place);
    return fault === undefined ? undefined : (faultProblem(fault, this.#declared) ?? fault);
  }

  /** The fault that a request itself asks for; or a sentence that says why it is refused. */
  askedFor(request: RecordedRequest): Fault | string | undefined {
    const fault = faultAskedFor(request);
    return typeof fault === "object" ? (faultProblem(fault, this.#declared) ?? fault) : fault;
  }

  #problemOf(faults: unknown): string | undefined {
    if (faults === undefined || typeof faults === "function") return undefined;
    const all: readonly unknown[] = Array.isArray(faults) ? [...faults] : [faults];
    return all.map((fault) => faultProblem(fault, this.#declared)).find((problem) => problem !== undefined);
  }
}

function isSchedule(faults: Fault | readonly Fault[] | undefined): faults is readonly Fault[] {
  return Array.isArray(faults);
}
