import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";

describe("after 5,000 calls with aborts and time-outs", () => {
  it.concurrent.each(["node:http", "fetch"])(
    "over %s no listener, no socket and no timer is left, and memory is flat",
    async (transport) => {
      const program = fileURLToPath(new URL("resources.main.ts", import.meta.url));
      const { stdout } = await promisify(execFile)(process.execPath, ["--expose-gc", "--no-warnings", program, transport]);
      const { listeners, resources, grownBytes } = JSON.parse(stdout);
      expect({ listeners, resources }).toEqual({ listeners: 0, resources: [] });
      expect(grownBytes).toBeLessThan(1_500_000);
    },
    120_000,
  );
});
