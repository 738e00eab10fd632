/** What a check found. */
export interface Check {
  readonly name: string;
  /** `unsure`: worth knowing, but no reason why a call must fail. */
  readonly state: "good" | "unsure" | "bad";
  readonly says: string;
  /** What to do. */
  readonly remedy?: string;
  /** What a call would end with because of it. */
  readonly exitCode?: number;
}

export function good(name: string, says: string): Check {
  return { name, state: "good", says };
}

export function unsure(name: string, says: string, remedy: string): Check {
  return { name, state: "unsure", says, remedy };
}

export function bad(name: string, says: string, remedy: string, exitCode: number): Check {
  return { name, state: "bad", says, remedy, exitCode };
}
