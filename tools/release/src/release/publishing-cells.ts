import { deepEqual, equal, match } from "node:assert/strict";
import type { Cell } from "../matrix/cell.ts";
import type { Stage } from "../stage.ts";
import { beforeBreakdown, registryHas } from "./publish.ts";

/** Whether a release can be trusted to happen once, whole, and with the bytes that were checked. */
export function publishingCells({ publishing, registry }: Stage): readonly Cell[] {
  const { packed, before, after, again, byMistake } = publishing;
  const names = packed.map(({ name }) => name).sort();
  return [
    {
      title: "publish: one command; when it breaks down half-way, running it again publishes the rest, and nothing twice",
      run: async () => {
        equal(before.length, beforeBreakdown);
        deepEqual([...before, ...after].sort(), names);
        return `${before.length} of ${names.length}, then ${after.length}`;
      },
    },
    {
      title: "publish: the same tarballs again, as a job that is run again does, change nothing and succeed",
      run: async () => void deepEqual(again, []),
    },
    {
      title: "publish: `npm publish` in the folder of a package is refused with a sentence",
      run: async () => {
        deepEqual(byMistake.published, []);
        match(byMistake.said, /Packages are not published from their folders\./);
        return undefined;
      },
    },
    ...packed.map((item) => ({
      title: `publish: ${item.name} on the registry is the tarball that was checked`,
      run: async () => {
        equal(await registryHas(registry, item), true);
        return item.version;
      },
    })),
  ];
}
