import { rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { run } from "../../../lab/children.ts";
import type { Installation } from "../installs/install.ts";
import type { Cell } from "../matrix/cell.ts";
import type { Stage } from "../stage.ts";

/** Folders of the contract suite; what it has beside them packs packages itself or looks at texts. */
const folders = ["contract", "client", "command-line", "executions", "conformance"];

/** The contract suite of the repository against what users have. */
export function contractCells({ copy, publishing }: Stage, installation: () => Promise<Installation>): readonly Cell[] {
  return [
    {
      title: "contract: the whole suite against the installed packages",
      run: async () => {
        const { folder } = await installation();
        const suite = join(copy, "apps/contract-tests");
        for (const { name } of publishing.packed) {
          const link = join(suite, "node_modules", name);
          rmSync(link, { recursive: true });
          symlinkSync(join(folder, "node_modules", name), link);
        }
        const args = ["node_modules/vitest/vitest.mjs", "run", ...folders.map((name) => `src/${name}/`)];
        const env = { ...process.env, NO_COLOR: "1" };
        const { stdout } = await run(process.execPath, args, { cwd: suite, env, timeout: 400_000 });
        return /Tests\s+(.*)/.exec(stdout)?.[1]?.trim();
      },
    },
  ];
}
