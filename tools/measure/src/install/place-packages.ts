import type { InstalledPackage } from "./dependency-tree.ts";

/** A package, and the path in `node_modules` that npm would give it. */
export interface Placed {
  path: string;
  package: InstalledPackage;
}

/** Lays packages out flat; a second version of a package goes below the one that needs it. */
export function placePackages(roots: readonly InstalledPackage[]): Placed[] {
  const placed = new Map<string, InstalledPackage>();
  const waiting = roots.map((root) => ({ item: root, parent: "" }));
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const { item, parent } = next;
    const top = item.name;
    const path = placed.has(top) && placed.get(top)?.folder !== item.folder ? `${parent}/node_modules/${top}` : top;
    if (placed.has(path)) continue;
    placed.set(path, item);
    waiting.push(...item.dependencies.map((dependency) => ({ item: dependency, parent: path })));
  }
  return [...placed].map(([path, item]) => ({ path, package: item }));
}
