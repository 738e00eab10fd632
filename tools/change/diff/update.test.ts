import { expect, test } from "vitest";
import { update } from "./update.ts";

test("each step says how long it took, and the first that fails is the last", () => {
  let said = "";
  const isDone = update(
    [
      ["wait", "sleep 0.3"],
      ["explain", "echo why", "read"],
      ["fail", "echo because >&2; exit 3"],
      ["never", "echo never"],
    ],
    (text) => {
      said += text;
    },
  );
  expect(isDone).toBe(false);
  expect(said).toMatch(
    /^✓ wait \((0\.[3-9]|\d{1,2}\.\d) s\)\n✓ explain \(\d+\.\d s\)\n {2}why\n[\s\S]*✗ fail \(\d+\.\d s\)\n[\s\S]*because[\s\S]*pnpm spec:update\n$/,
  );
});
