import { spawnSync } from "node:child_process";
import { readFile, stat } from "node:fs/promises";
import { builtinModules } from "node:module";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { bundle, nodeBinary } from "./run-cli.ts";

const read = (path: string) => readFile(new URL(`../${path}`, import.meta.url), "utf8");

test("everything that the bundle needs is in it or in Node", async () => {
  const { dependencies, files } = JSON.parse(await read("package.json")) as Record<string, unknown>;
  expect(dependencies).toBeUndefined();
  expect(files).toEqual(["bin", "dist"]);
  const required = [
    ...`${await read("dist/aom-workflow.cjs")}${await read("dist/commands.cjs")}`.matchAll(/(?:require|import)\("([^"]+)"\)/g),
  ].map(([, name = ""]) => name);
  expect(
    required.filter(
      (name) => !name.startsWith("node:") && !builtinModules.includes(name) && !["./commands.cjs", "./yaml.cjs"].includes(name),
    ),
  ).toEqual([]);
  expect(required.length).toBeGreaterThan(0);
});

test("the licences of what is bundled come along", async () => {
  const licences = await read("dist/THIRD-PARTY-LICENSES.txt");
  expect([...licences.matchAll(/^--- (\S+) \S+ \((.*)\) ---$/gm)].map(([, name, licence]) => [name, licence])).toEqual([
    ["@jmespath-community/jmespath", "MPL-2.0"],
    ["commander", "MIT"],
    ["ini", "ISC"],
    ["openapi-fetch", "MIT"],
    ["proxy-from-env", "MIT"],
    ["yaml", "ISC"],
  ]);
  expect(licences.match(/Permission is hereby granted/g)).toHaveLength(3);
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

test("what the packages have for Node is bundled, not what they have for the web", async () => {
  const commands = await read("dist/commands.cjs");
  expect(commands).toContain("undici:client:connectError");
});

test("npm links the man page: it does so for a list only", async () => {
  const { man } = JSON.parse(await read("package.json")) as { man: unknown };
  expect(man).toEqual(["./dist/aom-workflow.1"]);
  expect(await read("dist/aom-workflow.1")).toMatch(/^\.TH /);
});
