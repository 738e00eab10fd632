import { describe, expect, test } from "vitest";
import { code, files, importsOf, packages, published, read, source, withoutComments } from "./repository.ts";

/** Folder → the packages of this workspace that its source may import. Whatever is not listed may import none. */
const mayImport: Record<string, string[]> = {
  "packages/auth": ["@aom-workflow/types"],
  "packages/client": ["@aom-workflow/types"],
  "packages/mock": ["@aom-workflow/openapi"],
  "apps/cli": ["@aom-workflow/client", "@aom-workflow/auth", "@aom-workflow/types"],
};

const names = packages.map(({ manifest }) => manifest.name);
const generatedHeader = /^\/\/ Generated from spec\/\w+\.yaml \(version \S+, SHA-256 [0-9a-f]{64}\)\.\n\/\/ Do not edit: .*`pnpm generate`/;

describe("Who may import whom", () => {
  test.for(published)("$folder depends on no package above it", ({ folder, manifest }) => {
    const needed = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies, ...manifest.optionalDependencies });
    expect(needed.filter((name) => names.includes(name) && !mayImport[folder]?.includes(name))).toEqual([]);
  });

  test.for(published)("the source of $folder imports no package above it, nor reaches into a neighbour's folder", ({ folder }) => {
    const wrong = source
      .filter((file) => file.startsWith(`${folder}/src/`))
      .flatMap((file) => importsOf(file).map((specifier) => ({ file, specifier })))
      .filter(({ file, specifier }) => isForeign(folder, specifier) || leaves(folder, file, specifier));
    expect(wrong).toEqual([]);
  });

  test("openapi-fetch can be replaced in a patch release: one file imports it", () => {
    expect(source.filter((file) => importsOf(file).some((specifier) => /^openapi-fetch(\/|$)/.test(specifier)))).toHaveLength(1);
  });
});

describe("A change of the public API shows in a diff", () => {
  test("no file re-exports everything of another", () => {
    expect(code.filter((file) => /\bexport\s*\*/.test(withoutComments(read(file))))).toEqual([]);
  });
});

describe("Generated files are told from hand-written ones", () => {
  test("every generated file names the contract it comes from", () => {
    const generated = code.filter((file) => file.endsWith(".gen.ts"));
    expect(generated.length).toBeGreaterThan(0);
    expect(generated.filter((file) => !generatedHeader.test(read(file)))).toEqual([]);
  });

  test("no other file claims to be generated", () => {
    expect(code.filter((file) => !file.endsWith(".gen.ts") && generatedHeader.test(read(file)))).toEqual([]);
  });

  test("no hand-written file but a test has grown past 250 lines", () => {
    const grown = code.filter((file) => !/\.(gen|test)\.ts$/.test(file) && read(file).split("\n").length > 250);
    expect(grown).toEqual([]);
  });
});

describe.for(published)("$manifest.name can be installed by anybody", ({ folder, manifest }) => {
  test("its licence is known and ships with it", () => {
    expect(manifest.license).toBe("MIT");
    expect(files).toContain(`${folder}/LICENSE`);
    expect(read(`${folder}/LICENSE`)).toBe(read("LICENSE"));
  });

  test("it is an ES module that runs where it says", () => {
    expect(manifest).toMatchObject({ type: "module", engines: { node: ">=20.19" } });
  });

  test("it is published to everybody, with provenance, and nothing but its product", () => {
    expect(manifest.publishConfig).toEqual({ access: "public", provenance: true });
    expect(manifest.files).not.toEqual([]);
    expect(manifest.files).toBeDefined();
  });

  test("a bundler may drop what is not used, unless it is a command", () => {
    if (manifest.bin === undefined) expect(manifest.sideEffects).toBe(false);
  });

  test("each entry gives its types first and works with every loader", () => {
    const entries = Object.values(manifest.exports ?? {}).filter((entry) => typeof entry === "object");
    for (const entry of entries) expect(Object.keys(entry)).toEqual(["types", "default"]);
    expect(manifest.bin ?? manifest.exports).toBeDefined();
  });
});

describe("The lockfile installs the same everywhere", () => {
  test("it names no registry and no tarball address", () => {
    const named = read("pnpm-lock.yaml").split("\n");
    expect(named.filter((line) => /\bhttps?:\/\/|\btarball:|\bgit\+|\bcodeload\./.test(line))).toEqual([]);
  });
});

function isForeign(folder: string, specifier: string): boolean {
  const name = names.find((it) => specifier === it || specifier.startsWith(`${it}/`));
  return name !== undefined && !mayImport[folder]?.includes(name);
}

function leaves(folder: string, file: string, specifier: string): boolean {
  return specifier.startsWith(".") && !new URL(specifier, `file:///${file}`).pathname.startsWith(`/${folder}/`);
}
