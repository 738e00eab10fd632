import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runToEnd } from "../machine/children.ts";
import { temporaryFolder } from "../machine/temporary-folder.ts";
import type { Row } from "../measure/comparison.ts";
import type { Section } from "./bench.ts";

const script = fileURLToPath(new URL("../scripts/scale.ts", import.meta.url));
const sizes = [200, 1000];

/** What contracts of hundreds of operations cost whoever maintains them, start of the process included. */
export const scale: Section = async ({ quick }) => {
  const folder = temporaryFolder("scale");
  const times: Row[] = [];
  const peaks: Row[] = [];
  for (const step of ["lint", "generate", "typecheck"]) {
    for (const size of sizes) {
      const [seconds, memory]: [number[], number[]] = [[], []];
      while (seconds.length < (quick ? 1 : 3)) {
        const options = { cwd: folder, env: process.env, timeout: 300_000 };
        const { stdout, milliseconds } = await runToEnd(
          process.execPath,
          [script, step, String(size), join(folder, String(size))],
          options,
        );
        seconds.push(milliseconds / 1000);
        memory.push(Number(stdout) / 2 ** 20);
      }
      const name = `${step}, ${size} operations`;
      times.push({ name, ours: true, samples: seconds, ratios: [] });
      if (step !== "typecheck") peaks.push({ name, ours: true, samples: memory, ratios: [] });
    }
  }
  return [
    { section: "scale", title: "Contracts of many operations, time", unit: "s", noise: 0, rows: times },
    { section: "scale", title: "Contracts of many operations, peak of memory", unit: "MiB", noise: 0, rows: peaks },
  ];
};
