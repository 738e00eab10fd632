import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Packed, pack } from "./fixtures/pack.ts";

const published = [
  "spec",
  "packages/types",
  "packages/http",
  "packages/client",
  "packages/auth",
  "packages/plan",
  "packages/mcp",
  "packages/mock",
  "apps/cli",
];

const tarballs = mkdtempSync(join(tmpdir(), "tarballs-"));
afterAll(() => rmSync(tarballs, { recursive: true }));

/** Every package as npm would publish it, by its folder. */
let packed: ReadonlyMap<string, Packed>;
beforeAll(async () => {
  packed = await pack(published, tarballs);
});
const packageIn = (folder: string) => packed.get(folder) as Packed;

describe.each(published)("%s as it is published", (folder) => {
  it("holds what its manifest promises, and publint has nothing to say", async () => {
    const { data } = packageIn(folder);
    const { messages, pkg } = await publint({ pack: { tarball: Uint8Array.from(data).buffer }, strict: true });
    expect(messages.map((message) => formatMessage(message, pkg as Record<string, unknown>))).toEqual([]);
  });

  it("holds what was built, sources where going to a definition ends, and nothing else: no tests, no fixtures", () => {
    const { files } = packageIn(folder);
    const known =
      /^(bin\/.+\.cjs|dist\/.+\.(c?js|d\.c?ts|map|txt|1)|src\/.+\.ts|skills\/.+\/SKILL\.md|\w+\.yaml|[A-Z]+(\.md)?|package\.json)$/;
    expect(files.filter((path) => !known.test(path))).toEqual([]);
    expect(files.filter((path) => /test|fixture|\.turbo|^(?!src\/).*(?<!\.d)\.ts$/.test(path))).toEqual([]);
  });
});

describe.each(published.filter((folder) => folder.startsWith("packages/")))("the types of %s", (folder) => {
  it("are found by every way of resolving", async () => {
    const { data } = packageIn(folder);
    const analysis = await checkPackage(createPackageFromTarballData(Uint8Array.from(data)));
    if (!analysis.types) throw new Error("the package has no types");
    // ES modules only: every Node that we support can require them.
    expect(analysis.problems.filter(({ kind }) => kind !== "CJSResolvesToESM")).toEqual([]);
  });
});
