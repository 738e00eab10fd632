/** What a check found. */
export interface Finding {
  readonly name: string;
  /** `warn`: worth knowing, but no reason why a call must fail. */
  readonly state: "pass" | "warn" | "fail";
  readonly says: string;
  /** What to do. */
  readonly remedy?: string;
  /** What a call would end with because of it. */
  readonly exitCode?: number;
}

export function pass(name: string, says: string): Finding {
  return { name, state: "pass", says };
}

export function warn(name: string, says: string, remedy: string): Finding {
  return { name, state: "warn", says, remedy };
}

export function fail(name: string, says: string, remedy: string, exitCode: number): Finding {
  return { name, state: "fail", says, remedy, exitCode };
}
