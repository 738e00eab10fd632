import { describe, expect, test } from "vitest";
import { addressIn, metadataOf } from "../../tools/build/repository-address.mjs";
import { files, type Manifest, published, read } from "./repository.ts";

const root: Manifest = JSON.parse(read("package.json"));

describe.for(published)("$manifest.name can be installed by anybody", ({ folder, manifest }) => {
  test("npm shows who made it, where it comes from and where to report a problem; the root package.json is the place to change it", () => {
    const { author, homepage, bugs, repository } = manifest;
    expect(author).toBe(root.author);
    expect({ homepage, bugs, repository }).toEqual({
      homepage: undefined,
      bugs: undefined,
      repository: undefined,
      ...metadataOf(folder, addressIn(root)),
    });
    expect(manifest.description).toMatch(/\.$/);
    expect(manifest.keywords?.length).toBeGreaterThanOrEqual(5);
  });

  test("nobody publishes it from its folder by mistake, with `workspace:*` in it", () => {
    expect(manifest.scripts?.prepublishOnly).toMatch(/^node (\.\.\/)+tools\/build\/not-from-a-folder\.mjs$/);
  });

  // Types alone say no less in their declarations than in their sources, and two thirds of what would be published are generated.
  const isTypes = manifest.name === "@aom-workflow/types";
  const hasSources = files.includes(`${folder}/tsconfig.build.json`) && !isTypes;
  test.runIf(hasSources)("going to a definition ends in its sources, without its tests", () => {
    expect(manifest.files).toEqual(expect.arrayContaining(["src", "!src/**/*.test.ts", "!src/**/*.test-d.ts"]));
    expect(JSON.parse(read(`${folder}/tsconfig.build.json`))).toMatchObject({ compilerOptions: { declarationMap: true } });
  });

  test.runIf(isTypes)("going to a definition ends in its declarations, which point to no source that nobody has", () => {
    expect(manifest.files).not.toContain("src");
    expect(JSON.parse(read(`${folder}/tsconfig.build.json`)).compilerOptions).not.toHaveProperty("declarationMap");
  });

  const foreignTo: Readonly<Record<string, readonly string[]>> = { mock: ["yaml"], mcp: ["@modelcontextprotocol/server"] };
  test("it has no third-party dependency, except that the mock parses YAML, and the protocol of agents has an SDK", () => {
    const foreign = Object.keys(manifest.dependencies ?? {}).filter((name) => !published.some((it) => it.manifest.name === name));
    expect(foreign).toEqual(foreignTo[folder.split("/").at(-1) ?? ""] ?? []);
  });

  test("no script of it runs where it is installed", () => {
    expect(Object.keys(manifest.scripts ?? {}).filter((name) => /^(pre|post)?install$|^prepare$/.test(name))).toEqual([]);
  });

  test("its licence is known and ships with it", () => {
    expect(manifest.license).toBe("MIT");
    expect(files).toContain(`${folder}/LICENSE`);
    expect(read(`${folder}/LICENSE`)).toBe(read("LICENSE"));
  });

  test("its README lists its requirements", () => {
    expect(read(`${folder}/README.md`)).toMatch(/^## Requirements$/m);
  });

  test("it is an ES module that runs where it says", () => {
    expect(manifest).toMatchObject({ type: "module", engines: { node: ">=20.19" } });
  });

  test("it is published to everybody, with provenance, and nothing but its product", () => {
    expect(manifest.publishConfig).toMatchObject({ access: "public", provenance: true });
    expect(manifest.files).not.toEqual([]);
    expect(manifest.files).toBeDefined();
  });

  test("a bundler may drop what is not used, unless it is a command", () => {
    if (manifest.bin === undefined) expect(manifest.sideEffects).toBe(false);
  });
});

describe("The lockfile installs the same everywhere", () => {
  test("it names no registry and no tarball address", () => {
    const named = read("pnpm-lock.yaml").split("\n");
    expect(named.filter((line) => /\bhttps?:\/\/|\btarball:|\bgit\+|\bcodeload\./.test(line))).toEqual([]);
  });
});
