import { spawnSync } from "node:child_process";
import { readdir, readFile, stat } from "node:fs/promises";
import { builtinModules } from "node:module";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { bundle, nodeBinary } from "../test/run-cli.ts";

const read = (path: string) => readFile(new URL(`../${path}`, import.meta.url), "utf8");

test("everything that the bundle needs is in it, beside it or in Node", async () => {
  const { dependencies, files, peerDependencies = {} } = JSON.parse(await read("package.json")) as Record<string, object>;
  expect(dependencies).toBeUndefined();
  expect(files).toEqual(["bin", "dist", "CHANGELOG.md"]);
  const built = (await readdir(new URL("../dist", import.meta.url))).filter((name) => name.endsWith(".cjs"));
  const texts = await Promise.all(built.map((name) => read(`dist/${name}`)));
  const required = texts.flatMap((text) => [...text.matchAll(/(?:require|import)\("([^"]+)"\)/g)].map(([, name = ""]) => name));
  const isThere = (name: string) => name.startsWith("node:") || builtinModules.includes(name) || built.includes(name.replace("./", ""));
  // A validator of schemas writes the others into programs that it can print, which nobody asks it for.
  const isPrinted = (name: string) => /^ajv(-formats)?\/dist\//.test(name);
  expect(required.filter((name) => !isThere(name) && !isPrinted(name))).toEqual(Object.keys(peerDependencies));
  expect([...new Set(required.filter((name) => name.startsWith("./")))].toSorted()).toEqual(
    built.filter((name) => name !== "aom-workflow.cjs").map((name) => `./${name}`),
  );
});

test("the licences of what is bundled come along", async () => {
  const licences = await read("dist/THIRD-PARTY-LICENSES.txt");
  expect([...licences.matchAll(/^--- (\S+) \S+ \((.*)\) ---$/gm)].map(([, name, licence]) => [name, licence])).toEqual([
    ["@cfworker/json-schema", "MIT"],
    ["@jmespath-community/jmespath", "MPL-2.0"],
    ["@modelcontextprotocol/core", "Apache-2.0"],
    ["@modelcontextprotocol/server", "Apache-2.0"],
    ["ansi-regex", "MIT"],
    ["content-type", "MIT"],
    ["emoji-regex", "MIT"],
    ["ini", "ISC"],
    ["is-fullwidth-code-point", "MIT"],
    ["js-yaml", "MIT"],
    ["openapi-fetch", "MIT"],
    ["string-width", "MIT"],
    ["strip-ansi", "MIT"],
    ["zod", "MIT"],
  ]);
  expect(licences.match(/Permission is hereby granted/g)).toHaveLength(11);
  expect(licences).toContain("Mozilla Public License");
  expect(licences).toContain("Source: https://github.com/jmespath-community/typescript-jmespath");
});

test("the file that package managers link runs the bundle, whose version is that of the package", async () => {
  const { version, bin } = JSON.parse(await read("package.json")) as { version: string; bin: Record<string, string> };
  const linked = fileURLToPath(new URL(`../${bin["aom-workflow"]}`, import.meta.url));
  const { stdout } = spawnSync(nodeBinary, [linked, "--version"], { encoding: "utf8" });
  expect(stdout).toMatch(new RegExp(`^aom-workflow ${version.replaceAll(".", "\\.")}\ncontract `));
  if (process.platform !== "win32") expect((await stat(bundle)).mode & 0o111).toBe(0o111);
});

test("npm links the man page: it does so for a list only", async () => {
  const { man } = JSON.parse(await read("package.json")) as { man: unknown };
  expect(man).toEqual(["./dist/aom-workflow.1"]);
  expect(await read("dist/aom-workflow.1")).toMatch(/^\.TH /);
});
