import type { Knowledge } from "../conformance/cases.ts";
import type { Report, Task } from "../conformance/probe.ts";

/** Something that runs JavaScript, and the probe on it. */
export interface Platform {
  readonly name: string;
  /** Whether the platform's own `fetch` sends. */
  readonly byFetch: boolean;
  /** What it can know, given whether its requests may ask for a connection of their own. */
  readonly knows: (mayClose: boolean) => Knowledge;
  /** @throws {MissingError} where it cannot be installed */
  readonly run: (task: Task) => Promise<Report>;
}
