import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";

describe("after 10,000 calls with aborts and time-outs", () => {
  it("no listener, no socket and no timer is left, and memory is flat", { timeout: 120_000 }, async () => {
    const program = fileURLToPath(new URL("resources.main.ts", import.meta.url));
    const { stdout } = await promisify(execFile)(process.execPath, ["--expose-gc", "--no-warnings", program]);
    const left = JSON.parse(stdout);
    expect(left.listeners).toBe(0);
    expect(left.resources).toEqual([]);
    expect(left.grownBytes).toBeLessThan(3_000_000);
  });
});
