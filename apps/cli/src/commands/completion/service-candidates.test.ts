import { mkdtemp, rm, stat, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { rememberedCandidates } from "./service-candidates.ts";

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "aom-workflow-"));
});
afterEach(() => rm(home, { recursive: true }));

test("what was found is remembered for seconds, for the same words and surroundings, by nobody else", async () => {
  const env = { XDG_CACHE_HOME: home, AOM_WORKFLOW_REGION: "r" };
  const file = join(home, "aom-workflow", "completion.json");
  let asked = 0;
  const find = async () => [{ value: `found-${++asked}`, description: "" }];
  const value = async (words: readonly string[], more = {}) => (await rememberedCandidates(words, { ...env, ...more }, find))[0]?.value;
  expect(await value(["workflow"])).toBe("found-1");
  expect(await value(["workflow"])).toBe("found-1");
  if (process.platform !== "win32") expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(await value(["execution"])).toBe("found-2");
  expect(await value(["execution"], { AOM_WORKFLOW_REGION: "other" })).toBe("found-3");
  await utimes(file, Date.now() / 1000 - 60, Date.now() / 1000 - 60);
  expect(await value(["execution"], { AOM_WORKFLOW_REGION: "other" })).toBe("found-4");
  await writeFile(file, "{");
  expect(await value(["execution"], { AOM_WORKFLOW_REGION: "other" })).toBe("found-5");
});

test("a folder that cannot be written costs nothing but another look", async () => {
  const env = { XDG_CACHE_HOME: "/nowhere" };
  expect(await rememberedCandidates([], env, async () => [])).toEqual([]);
});
