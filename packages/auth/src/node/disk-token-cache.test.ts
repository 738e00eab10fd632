import { execFile } from "node:child_process";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { Secret } from "@aom-workflow/http/internal";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { TokenCache } from "../iam/token-cache.ts";
import { diskTokenCache } from "./disk-token-cache.ts";

const cwd = fileURLToPath(new URL(".", import.meta.url));
let directory = "";
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "tokens-"));
});
afterEach(() => rmSync(directory, { recursive: true }));

const file = () => join(directory, readdirSync(directory)[0] ?? "");
const text = "T".repeat(40_960);
const token = { token: new Secret(text), expiresAt: 1_893_456_000_000, projectId: "p1" };

/** A token as it can be compared. */
async function read(cache: TokenCache, key = "login") {
  const found = await cache.read(key);
  return found && { ...found, token: found.token.reveal() };
}

describe("diskTokenCache", () => {
  it("keeps a token for the next process, which no other user can read", async () => {
    const folder = join(directory, "new");
    await diskTokenCache({ directory: folder }).write("login", token);
    expect(await read(diskTokenCache({ directory: folder }))).toEqual({ ...token, token: text });
    expect(await read(diskTokenCache({ directory: folder }), "other login")).toBeUndefined();
    const [name] = readdirSync(folder);
    expect([statSync(folder).mode & 0o777, statSync(join(folder, name ?? "")).mode & 0o777]).toEqual([0o700, 0o600]);
    expect(name).not.toContain("login");
  });

  it.each(["", '{"token":"abc","exp', "[]", "null", '{"token":"a\\r\\nb","expiresAt":1}', '{"token":"abc","expiresAt":"soon"}'])(
    "ignores a damaged file (%j), and replaces it",
    async (damaged) => {
      const cache = diskTokenCache({ directory });
      await cache.write("login", token);
      writeFileSync(file(), damaged);
      expect(await read(cache)).toBeUndefined();
      await cache.write("login", token);
      expect(await read(cache)).toMatchObject({ token: text });
    },
  );

  it("refuses a file that others can read, with the command that fixes it", async () => {
    const cache = diskTokenCache({ directory });
    await cache.write("login", token);
    chmodSync(file(), 0o644);
    await expect(cache.read("login")).rejects.toMatchObject({
      code: "file-readable-by-others",
      message: expect.stringContaining("chmod 600"),
    });
  });

  it("says whether a token was saved, and no login fails if nothing can be written", async () => {
    writeFileSync(join(directory, "file"), "");
    expect(await diskTokenCache({ directory }).write("login", token)).toBe(true);
    expect(await diskTokenCache({ directory: join(directory, "file", "below") }).write("login", token)).toBe(false);
  });

  it("removes a token, and says whether there was one", async () => {
    const cache = diskTokenCache({ directory });
    await cache.write("login", token);
    expect([await cache.remove("other login"), await cache.remove("login"), await cache.remove("login")]).toEqual([false, true, false]);
    expect(readdirSync(directory)).toEqual([]);
  });

  it("is never read half-written while several processes write it", async () => {
    const module = new URL("./disk-token-cache.ts", import.meta.url).href;
    const script = `const { diskTokenCache } = await import(${JSON.stringify(module)});
      const { Secret } = await import("@aom-workflow/http/internal");
      const cache = diskTokenCache({ directory: ${JSON.stringify(directory)} });
      for (let round = 0; round < 60; round++) {
        await cache.write("login", { token: new Secret(process.argv[1].repeat(40000)), expiresAt: 1 });
        const found = (await cache.read("login"))?.token.reveal() ?? "";
        if (new Set(found).size !== 1 || found.length !== 40000) process.exit(1);
      }`;
    const run = (letter: string) =>
      promisify(execFile)(process.execPath, ["--no-warnings", "--input-type=module", "-e", script, letter], { cwd });
    await Promise.all(["A", "B", "C", "D"].map(run));
    expect(readdirSync(directory)).toHaveLength(1);
    expect(JSON.parse(readFileSync(file(), "utf8")).token).toHaveLength(40_000);
  });
});
