import type { Key } from "../mutation.ts";

/** Is the place within an example, where keys are data? */
export function isExample(at: readonly Key[]): boolean {
  return (
    at.slice(0, -1).some((key, index) => (key === "examples" && at[index + 2] === "value") || key === "example") || at.at(-1) === "example"
  );
}
