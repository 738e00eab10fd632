import { describe, it } from "vitest";
import { nodes, playOn } from "./on-each-node.ts";

/** Over each transport on each Node. */
const calls = 150;
const seed = Number(process.env.FAULT_SEED ?? Date.now() % 2 ** 31);

describe(`random stray answers (FAULT_SEED=${seed})`, () => {
  it.concurrent.for(nodes)(
    "on $version nothing is done twice over any transport, and no outcome is that of another answer",
    { timeout: 180_000 },
    async (node, { skip, expect }) => {
      if (node.path === undefined) return skip();
      const right = { problem: null, wrongApplied: 0, wrongRejected: 0, doneTwice: 0, wrongReadings: 0 };
      for (const played of await playOn(node.path, calls, seed)) {
        expect(played).toMatchObject(right);
        // Else it would have shown nothing.
        expect(played.calls).toBeGreaterThanOrEqual(calls);
        expect(played.server.strays).toBeGreaterThan(calls / 10);
        const keeps = !played.transport.includes("fetch");
        if (keeps) expect(played.server.crossings).toBeGreaterThan(calls / 50);
      }
    },
  );
});
