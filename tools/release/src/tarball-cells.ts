import { doesNotMatch, match } from "node:assert/strict";
import { join } from "node:path";
import { run } from "../../lab/children.ts";
import type { Cell } from "./cells.ts";
import type { Stage } from "./stage.ts";

/** Whether what is packed has what only a release writes. What else it has to hold is tested with the packages themselves. */
export function tarballCells({ publishing, copy, work }: Stage): readonly Cell[] {
  return [
    ...publishing.packed.map(({ name, version, manifest, read }) => ({
      title: `tarball: ${name} has the change log of its version, and depends on versions, not on this workspace`,
      run: async () => {
        match(await read("CHANGELOG.md"), new RegExp(`^# ${name}\n\n## ${version.replaceAll(".", "\\.")}\n`));
        return void doesNotMatch(JSON.stringify(manifest.dependencies ?? {}), /workspace:/);
      },
    })),
    {
      title: "supply: the bill of materials has all that is bundled, under licences that are allowed",
      run: async () => {
        const { stdout } = await run(process.execPath, ["tools/build/sbom.mjs", join(work, "sbom")], { cwd: copy });
        return stdout.trim().replaceAll("\n", ", ");
      },
    },
  ];
}
