import type { End, Knowledge } from "../conformance/cases.ts";
import type { Task } from "../conformance/probe.ts";

/** Something that runs JavaScript, and the probe on it. */
export interface Platform {
  readonly name: string;
  /** Whether the platform's own `fetch` sends. */
  readonly byFetch: boolean;
  readonly knowledge: Knowledge;
  /** @throws {MissingError} where it cannot be installed */
  readonly run: (task: Task) => Promise<readonly End[]>;
}
