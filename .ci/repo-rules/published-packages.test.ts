import { describe, expect, test } from "vitest";
import { files, published, read } from "./repository.ts";

describe.for(published)("$manifest.name can be installed by anybody", ({ folder, manifest }) => {
  test("its licence is known and ships with it", () => {
    expect(manifest.license).toBe("MIT");
    expect(files).toContain(`${folder}/LICENSE`);
    expect(read(`${folder}/LICENSE`)).toBe(read("LICENSE"));
  });

  test("its README says what it needs", () => {
    expect(read(`${folder}/README.md`)).toMatch(/^## What it needs$/m);
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

  test("each entry gives its types first and works with every loader", () => {
    const entries = Object.values(manifest.exports ?? {}).filter((entry) => typeof entry === "object");
    for (const entry of entries) expect(["types,default", "types,node,default"]).toContain(Object.keys(entry).join());
    expect(manifest.bin ?? manifest.exports).toBeDefined();
  });
});

describe("The lockfile installs the same everywhere", () => {
  test("it names no registry and no tarball address", () => {
    const named = read("pnpm-lock.yaml").split("\n");
    expect(named.filter((line) => /\bhttps?:\/\/|\btarball:|\bgit\+|\bcodeload\./.test(line))).toEqual([]);
  });
});
