import { deepEqual, equal, match, ok } from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "../../lab/children.ts";
import { writeFiles } from "../../lab/folders.ts";
import { installTools } from "../../lab/install.ts";
import type { Cell } from "./cells.ts";
import type { Packed } from "./publish.ts";
import type { Stage } from "./stage.ts";

/**
 * Whether what is packed is what people should get. That it holds what its manifest promises, with types and without tests, is tested with the
 * packages themselves.
 *
 * @param update agrees to the files that the packages have now
 */
export function tarballCells({ publishing, copy, work }: Stage, update: boolean): readonly Cell[] {
  return [
    ...publishing.packed.flatMap((packed): readonly Cell[] => [
      { title: `tarball: ${packed.name} has the files that were agreed on`, run: async () => hasAgreedFiles(packed, update) },
      { title: `tarball: ${packed.name} has licence, read-me and change log, and names its origin`, run: () => hasTexts(packed, copy) },
    ]),
    {
      title: "supply: no package asks for a dependency that it does not import (knip)",
      run: async () => {
        const modules = await installTools(work, "knip");
        // The contract is found by its path, which no tool sees.
        writeFiles(work, { "knip.json": { workspaces: { "packages/mock": { ignoreDependencies: ["@aom-workflow/openapi"] } } } });
        const args = ["--production", "--include", "dependencies", "--no-progress", "--config", join(work, "knip.json")];
        await run(process.execPath, [join(modules, "knip/bin/knip.js"), ...args], { cwd: copy });
        return undefined;
      },
    },
    {
      title: "supply: the bill of materials has all that is bundled, under licences that are allowed",
      run: async () => {
        const { stdout } = await run(process.execPath, [".ci/sbom.mjs", join(work, "sbom")], { cwd: copy });
        return stdout.trim().replaceAll("\n", ", ");
      },
    },
  ];
}

function hasAgreedFiles({ name, files }: Packed, update: boolean): string {
  const file = new URL(`../files/${name.replace("@", "").replace("/", "-")}.txt`, import.meta.url);
  // Without the part of a name that depends on the content.
  const names = files.map((each) => each.replace(/-[A-Z0-9]{8}(?=\.js)/, "-HASH")).sort();
  const list = `${names.join("\n")}\n`;
  if (update) writeFileSync(file, list);
  const agreed = existsSync(file) ? readFileSync(file, "utf8") : "";
  equal(list, agreed, "other files than agreed on; if they are meant: pnpm release:rehearse --only tarball --update");
  return `${files.length} files`;
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
