import { deepEqual, equal, match, ok } from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "../../lab/children.ts";
import type { Cell } from "./cells.ts";
import type { Packed } from "./publish.ts";
import type { Stage } from "./stage.ts";

/** Whether what is packed has what only a release writes. That it holds what its manifest promises is tested with the packages themselves. */
export function tarballCells({ publishing, copy, work }: Stage): readonly Cell[] {
  return [
    ...publishing.packed.map((packed) => ({
      title: `tarball: ${packed.name} has licence, read-me and change log, and names its origin`,
      run: () => hasTexts(packed, copy),
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

async function hasTexts({ name, version, manifest, read }: Packed, copy: string): Promise<undefined> {
  const { author, homepage, bugs, repository, dependencies = {}, scripts = {}, license } = manifest;
  for (const text of [author, homepage, bugs?.url, repository?.url, repository?.directory]) ok(text);
  equal(license, "MIT");
  equal(await read("LICENSE"), readFileSync(join(copy, "LICENSE"), "utf8"));
  equal(await read("README.md"), readFileSync(join(copy, repository!.directory, "README.md"), "utf8"));
  match(await read("CHANGELOG.md"), new RegExp(`^# ${name}\n\n## ${version.replaceAll(".", "\\.")}\n`));
  const ofWorkspace = Object.values(dependencies).filter((range) => !/^[\^~]?\d/.test(range));
  const whenInstalled = Object.keys(scripts).filter((script) => /^(pre|post)?install$|^prepare$|^prepublish/.test(script));
  deepEqual({ ofWorkspace, whenInstalled }, { ofWorkspace: [], whenInstalled: [] });
}
