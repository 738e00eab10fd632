import { describe, expect, test } from "vitest";
import { code, importsOf, packages, published, read, source, valueImportsOf } from "./repository.ts";

/** Folder → the packages of this workspace that its source may import. Whatever is not listed may import none. */
const mayImport: Record<string, string[]> = {
  "packages/http": ["@aom-workflow/types"],
  "packages/auth": ["@aom-workflow/types", "@aom-workflow/http"],
  "packages/client": ["@aom-workflow/types", "@aom-workflow/http"],
  "packages/plan": ["@aom-workflow/types", "@aom-workflow/http", "@aom-workflow/client"],
  "packages/mcp": ["@aom-workflow/client", "@aom-workflow/plan"],
  "packages/mock": ["@aom-workflow/openapi"],
  "apps/cli": ["@aom-workflow/client", "@aom-workflow/auth", "@aom-workflow/plan", "@aom-workflow/mcp", "@aom-workflow/types"],
};

/** What is published for browsers and edge runtimes as well as for Node. */
const everywhere = ["packages/types", "packages/http", "packages/client", "packages/auth", "packages/plan"];

const names = packages.map(({ manifest }) => manifest.name);

describe("Who may import whom", () => {
  test.for(published)("$folder depends on no package above it", ({ folder, manifest }) => {
    const needed = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies, ...manifest.optionalDependencies });
    expect(needed.filter((name) => names.includes(name) && !mayImport[folder]?.includes(name))).toEqual([]);
  });

  test.for(published)("$folder depends on nothing that its source does not name", ({ folder, manifest }) => {
    const texts = sourceOf(folder).map(read);
    const isNamed = (name: string) => texts.some((text) => text.includes(`"${name}"`) || text.includes(`"${name}/`));
    expect(Object.keys(manifest.dependencies ?? {}).filter((name) => !isNamed(name))).toEqual([]);
  });

  test.for(published)("the source of $folder imports no package above it, nor reaches into a neighbour's folder", ({ folder }) => {
    const wrong = sourceOf(folder)
      .flatMap((file) => importsOf(file).map((specifier) => ({ file, specifier })))
      .filter(({ file, specifier }) => isForeign(folder, specifier) || leaves(folder, file, specifier));
    expect(wrong).toEqual([]);
  });

  test.for([...everywhere, "packages/mcp", "apps/cli"])("no import in %s runs back up: its folders can be put in an order", (folder) => {
    const below = foldersBelow(folder);
    for (let size = -1; size !== below.size; ) {
      size = below.size;
      for (const [name, needed] of below) if (![...needed].some((it) => below.has(it))) below.delete(name);
    }
    expect([...below].map(([name, needed]) => `${name} needs ${[...needed].filter((it) => below.has(it)).join(", ")}`)).toEqual([]);
  });

  test("the product needs nothing of the tools but to be built, and its tests nothing but the lab", () => {
    const users = code.filter(
      (file) => /^(packages|apps)\//.test(file) && !/^apps\/contract-tests\//.test(file) && !file.endsWith("/build.ts"),
    );
    const wrong = users.flatMap((file) => {
      const paths = importsOf(file).map((specifier) => new URL(specifier, `file:///${file}`).pathname);
      const isTest = /\.test\.ts$|\/(test|e2e)\//.test(file);
      return paths
        .filter((path) => path.startsWith("/tools/") && !(isTest && path.startsWith("/tools/lab/")))
        .map((path) => ({ file, path }));
    });
    expect(wrong).toEqual([]);
  });

  test("openapi-fetch can be replaced in a patch release: one file builds requests with it, and one subpath shows its types", () => {
    const importers = source.filter(
      (file) => file.startsWith("packages/") && importsOf(file).some((specifier) => /^openapi-fetch(\/|$)/.test(specifier)),
    );
    expect(importers).toEqual([
      expect.stringMatching(/^packages\/client\/src\/openapi-fetch[./]/),
      expect.stringMatching(/^packages\/http\/src\/request\/[\w-]+\.ts$/),
    ]);
  });
});

describe("Published code runs wherever fetch runs", () => {
  test.for(everywhere)("in %s, modules of Node are imported only where the name says node or postgres", (folder) => {
    const users = sourceOf(folder).filter((file) => valueImportsOf(file).some((specifier) => specifier.startsWith("node:")));
    expect(users.filter((file) => !/\/(node|postgres)\/|\/node\.ts$|\.node\.ts$/.test(file))).toEqual([]);
  });

  test("nobody imports node:http or node:https as a namespace, which loads half of another HTTP client and costs more than a call", () => {
    const users = everywhere.flatMap(sourceOf).filter((file) => valueImportsOf(file).some((specifier) => /^node:https?$/.test(specifier)));
    expect(users).toEqual([]);
  });
});

function sourceOf(folder: string): string[] {
  return source.filter((file) => file.startsWith(`${folder}/src/`));
}

/** Each folder of the source, and the others that it imports. What lies beside the folders counts as one. */
function foldersBelow(folder: string): Map<string, Set<string>> {
  const top = (path: string) => /^([^/]+)\//.exec(path.slice(`/${folder}/src/`.length))?.[1] ?? "src";
  const below = new Map<string, Set<string>>();
  for (const file of sourceOf(folder)) {
    const name = top(`/${file}`);
    const needed = below.get(name) ?? new Set();
    below.set(name, needed);
    for (const specifier of importsOf(file).filter((it) => it.startsWith("."))) {
      const other = top(new URL(specifier, `file:///${file}`).pathname);
      if (other !== name) needed.add(other);
    }
  }
  return below;
}

function isForeign(folder: string, specifier: string): boolean {
  const name = names.find((it) => specifier === it || specifier.startsWith(`${it}/`));
  return name !== undefined && !mayImport[folder]?.includes(name);
}

function leaves(folder: string, file: string, specifier: string): boolean {
  return specifier.startsWith(".") && !new URL(specifier, `file:///${file}`).pathname.startsWith(`/${folder}/`);
}
