import { join } from "node:path";
import { run } from "../machine/children.ts";
import { writeFiles } from "../machine/folders.ts";
import { installTools } from "../machine/tools.ts";
import type { Cell } from "../matrix/cell.ts";
import type { Stage } from "../stage.ts";

/** The contract is found by its path, which no tool sees. */
const settings = { workspaces: { "packages/mock": { ignoreDependencies: ["@aom-workflow/openapi"] } } };

/** Whether everything that comes along with a package is needed, known, and licensed to be given on. */
export function supplyCells({ work, copy }: Stage): readonly Cell[] {
  return [
    {
      title: "supply: no package asks for a dependency that it does not import (knip)",
      run: async () => {
        const modules = await installTools(work, "knip");
        writeFiles(work, { "knip.json": settings });
        const args = ["--production", "--include", "dependencies", "--no-progress", "--config", join(work, "knip.json")];
        await run(process.execPath, [join(modules, "knip/bin/knip.js"), ...args], { cwd: copy });
        return undefined;
      },
    },
    {
      title: "supply: the bill of materials has all that is bundled, under licences that are allowed",
      run: async () => {
        const { stdout } = await run(process.execPath, ["tools/build/sbom.mjs", join(work, "sbom")], { cwd: copy });
        return stdout.trim().replaceAll("\n", ", ");
      },
    },
  ];
}
