import { dirname } from "node:path/posix";
import { describe, expect, test } from "vitest";
import { code, files, published, read, source, withoutComments } from "./repository.ts";

describe("A visitor finds the way", () => {
  test.for(published)("no folder of $folder has more than 16 files of source side by side", ({ folder }) => {
    const folders = source.filter((file) => file.startsWith(`${folder}/src/`)).map(dirname);
    expect([...new Set(folders)].filter((name) => folders.filter((each) => each === name).length > 16)).toEqual([]);
  });

  test("no hand-written file but a test has grown past 250 lines", () => {
    const grown = code.filter((file) => !/\.(gen|test)\.ts$/.test(file) && read(file).split("\n").length > 250);
    expect(grown).toEqual([]);
  });

  const guides = files.filter((file) => /^(?:CONTRIBUTING|AGENTS|docs\/decisions\/.*)\.md$/.test(file));

  test.for(guides)("each file that %s names is there", (guide) => {
    const named = [...read(guide).matchAll(/`((?!\.gen)[\w.@/-]+\.(?:ts|mjs|md|yaml|yml|json))`/g)].map(([, name]) => name as string);
    expect(named.filter((name) => !/NAME|\*/.test(name) && !files.some((file) => file === name || file.endsWith(`/${name}`)))).toEqual([]);
  });

  test("guides name files", () => {
    expect(guides.some((guide) => /`[\w/-]+\.ts`/.test(read(guide)))).toBe(true);
  });
});

describe("Test runners and workers give each file a realm of its own", () => {
  test("no package asks for an object by instanceof, but for errors of its own making", () => {
    const asking = source.filter(
      (file) => /^packages\/[^/]+\/src\//.test(file) && /\binstanceof (?!PortInUseError)/.test(withoutComments(read(file))),
    );
    expect(asking).toEqual([]);
  });
});

test("a file that is generated says so in its name", () => {
  expect(code.filter((file) => !file.endsWith(".gen.ts") && read(file).startsWith("// Generated from "))).toEqual([]);
});
