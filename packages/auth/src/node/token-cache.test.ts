import { execFile } from "node:child_process";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { diskTokenCache } from "./token-cache.ts";

let directory = "";
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "tokens-"));
});
afterEach(() => rmSync(directory, { recursive: true }));

const file = () => join(directory, readdirSync(directory)[0] ?? "");
const token = { token: "T".repeat(40_960), expiresAt: 1_893_456_000_000 };

describe("diskTokenCache", () => {
  it("keeps a token for the next process, readable by nobody else", async () => {
    const folder = join(directory, "new");
    await diskTokenCache({ directory: folder }).write("login", token);
    expect(await diskTokenCache({ directory: folder }).read("login")).toEqual(token);
    expect(await diskTokenCache({ directory: folder }).read("other login")).toBeUndefined();
    const [name] = readdirSync(folder);
    expect([statSync(folder).mode & 0o777, statSync(join(folder, name ?? "")).mode & 0o777]).toEqual([0o700, 0o600]);
    expect(name).not.toContain("login");
  });

  it.each(["", '{"token":"abc","exp', "[]", "null", '{"token":"a\\r\\nb","expiresAt":1}', '{"token":"abc","expiresAt":"soon"}'])(
    "takes a damaged file (%j) for none, and replaces it",
    async (text) => {
      const cache = diskTokenCache({ directory });
      await cache.write("login", token);
      writeFileSync(file(), text);
      expect(await cache.read("login")).toBeUndefined();
      await cache.write("login", token);
      expect(await cache.read("login")).toEqual(token);
    },
  );

  it("refuses a file that others can read, with the command that mends it", async () => {
    const cache = diskTokenCache({ directory });
    await cache.write("login", token);
    chmodSync(file(), 0o644);
    await expect(cache.read("login")).rejects.toMatchObject({
      code: "file-readable-by-others",
      message: expect.stringContaining("chmod 600"),
    });
  });

  it("does not fail a login where nothing can be written", async () => {
    writeFileSync(join(directory, "file"), "");
    await expect(diskTokenCache({ directory: join(directory, "file", "below") }).write("login", token)).resolves.toBeUndefined();
  });

  it("is never read half-written while several processes write it", async () => {
    const module = new URL("./token-cache.ts", import.meta.url).href;
    const script = `const { diskTokenCache } = await import(${JSON.stringify(module)});
      const cache = diskTokenCache({ directory: ${JSON.stringify(directory)} });
      for (let round = 0; round < 60; round++) {
        await cache.write("login", { token: process.argv[1].repeat(40000), expiresAt: 1 });
        const found = await cache.read("login");
        if (found === undefined || new Set(found.token).size !== 1 || found.token.length !== 40000) process.exit(1);
      }`;
    const run = (letter: string) => promisify(execFile)(process.execPath, ["--no-warnings", "--input-type=module", "-e", script, letter]);
    await Promise.all(["A", "B", "C", "D"].map(run));
    expect(readdirSync(directory)).toHaveLength(1);
    expect(JSON.parse(readFileSync(file(), "utf8")).token).toHaveLength(40_000);
  });
});
