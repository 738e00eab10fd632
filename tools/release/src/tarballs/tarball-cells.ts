import { deepEqual, equal, match, ok } from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import type { Cell } from "../matrix/cell.ts";
import type { Packed } from "../release/packed.ts";
import type { Stage } from "../stage.ts";
import { agree, agreed, listed } from "./file-list.ts";

/** Whether what is packed is what people should get. */
export function tarballCells({ publishing, copy }: Stage, update: boolean): readonly Cell[] {
  return publishing.packed.flatMap((packed): readonly Cell[] => {
    const title = (what: string) => `tarball: ${packed.name} ${what}`;
    return [
      { title: title("holds what its manifest promises (publint, strict)"), run: () => holdsWhatItPromises(packed) },
      ...(packed.manifest.exports?.["."]
        ? [{ title: title("has types for every way of resolving (attw)"), run: () => hasTypes(packed) }]
        : []),
      { title: title("has the files that were agreed on, and no tests"), run: async () => hasAgreedFiles(packed, update) },
      { title: title("has licence, read-me and change log"), run: () => hasTexts(packed, copy) },
      { title: title("names its origin, and nothing of the workspace"), run: async () => namesItsOrigin(packed) },
    ];
  });
}

async function holdsWhatItPromises({ tarball }: Packed): Promise<undefined> {
  const { messages, pkg } = await publint({ pack: { tarball: dataOf(tarball) }, strict: true });
  deepEqual(
    messages.map((message) => formatMessage(message, pkg as Record<string, unknown>)),
    [],
  );
}

async function hasTypes({ tarball }: Packed): Promise<undefined> {
  const analysis = await checkPackage(createPackageFromTarballData(new Uint8Array(dataOf(tarball))));
  if (!analysis.types) throw new Error("the package has no types");
  // ES modules only: every Node that we support can require them.
  deepEqual(
    analysis.problems.filter(({ kind }) => kind !== "CJSResolvesToESM"),
    [],
  );
}

function hasAgreedFiles({ name, files }: Packed, update: boolean): string {
  deepEqual(
    files.filter((file) => /test|fixture|\.turbo|^(?!src\/).*(?<!\.d)\.ts$/.test(file)),
    [],
  );
  const list = listed(files);
  if (update) agree(name, list);
  equal(list, agreed(name), "other files than agreed on; if they are meant: pnpm release:rehearse --only tarball --update");
  return `${files.length} files`;
}

async function hasTexts({ name, version, manifest, read }: Packed, copy: string): Promise<undefined> {
  for (const [file, original] of [
    ["LICENSE", "LICENSE"],
    ["README.md", `${manifest.repository?.directory}/README.md`],
  ] as const) {
    ok((await read(file)) === readFileSync(join(copy, original), "utf8"), `${file} is not that of the repository`);
  }
  match(await read("CHANGELOG.md"), new RegExp(`^# ${name}\n\n## ${version.replaceAll(".", "\\.")}\n`));
}

function namesItsOrigin({ manifest }: Packed): undefined {
  const { author, homepage, bugs, repository, dependencies = {}, scripts = {}, license } = manifest;
  equal(license, "MIT");
  for (const text of [author, homepage, bugs?.url, repository?.url, repository?.directory]) ok(text);
  deepEqual(
    Object.values(dependencies).filter((range) => !/^[\^~]?\d/.test(range)),
    [],
  );
  deepEqual(
    Object.keys(scripts).filter((script) => /^(pre|post)?install$|^prepare$|^prepublish/.test(script)),
    [],
  );
}

function dataOf(tarball: string): ArrayBuffer {
  return Uint8Array.from(readFileSync(tarball)).buffer;
}
