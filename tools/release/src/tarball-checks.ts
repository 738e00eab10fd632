import { doesNotMatch, match } from "node:assert/strict";
import { join } from "node:path";
import { run } from "../../lab/children.ts";
import type { Check } from "./checks.ts";
import type { Stage } from "./stage.ts";

/** Tarballs contain what only a release writes. The packages' own tests check the rest. */
export function tarballChecks({ publishing, copy, work }: Stage): readonly Check[] {
  return [
    ...publishing.packed.map(({ name, version, manifest, read }) => ({
      title: `tarball: ${name} has a change log for its version, and depends on versions, not on this workspace`,
      run: async () => {
        match(await read("CHANGELOG.md"), new RegExp(`^# ${name}\n\n## ${version.replaceAll(".", "\\.")}\n`));
        return void doesNotMatch(JSON.stringify(manifest.dependencies ?? {}), /workspace:/);
      },
    })),
    {
      title: "supply: the bill of materials lists everything bundled, with allowed licences",
      run: async () => {
        const { stdout } = await run(process.execPath, ["tools/build/sbom.mjs", join(work, "sbom")], { cwd: copy });
        return stdout.trim().replaceAll("\n", ", ");
      },
    },
  ];
}
