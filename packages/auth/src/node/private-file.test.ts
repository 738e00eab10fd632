import { mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { Secret } from "../index.ts";
import { diskTokenCache } from "./disk-token-cache.ts";
import { makeFolder } from "./private-file.ts";

const temporary = mkdtempSync(join(tmpdir(), "folders-"));
afterAll(() => rmSync(temporary, { recursive: true }));

it("is created with its parents, for this user alone, and is left unchanged if it exists", () => {
  const path = join(temporary, "a", "b", "c");
  makeFolder(path);
  if (process.platform !== "win32") expect(statSync(path).mode & 0o777).toBe(0o700);
  mkdirSync(join(path, "kept"));
  makeFolder(path);
  expect(statSync(join(path, "kept")).isDirectory()).toBe(true);
});

it("is not made in a file or in a link that leads nowhere", () => {
  writeFileSync(join(temporary, "file"), "");
  expect(() => makeFolder(join(temporary, "file", "x"))).toThrow("EEXIST");
  symlinkSync(join(temporary, "none"), join(temporary, "link"));
  expect(() => makeFolder(join(temporary, "link", "x"))).toThrow("EEXIST");
});

it.runIf(process.platform === "linux")("a home in /proc ends no login and holds no process", async () => {
  expect(() => makeFolder("/proc/1/x/.cache/aom-workflow")).toThrow(/ENOENT|EACCES/);
  const cache = diskTokenCache({ env: { HOME: "/proc/1/x" } });
  expect(await cache.isWritable()).toBe(false);
  expect(await cache.write("key", { token: new Secret("T"), expiresAt: Date.now() + 1e6, projectId: undefined })).toBe(false);
});
