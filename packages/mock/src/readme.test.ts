import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const packageFolder = fileURLToPath(new URL("..", import.meta.url));
const readme = await readFile(join(packageFolder, "README.md"), "utf8");
const examples = [...readme.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code]) => code!);

const prints = [
  /^200 \{ result: 'success' \}\n\/v1\/.* true\n$/,
  /^$/,
  /^1 (ECONNRESET|UND_ERR_SOCKET)\n2 429\n3 200\n1\n$/,
  /^\S+ 0\n$/,
  /^$/,
];

test("every example has its expected output", () => expect(examples).toHaveLength(prints.length));

test.each(examples.map((code, at) => [at + 1, code] as const))(
  "example %d of the README runs as printed",
  async (number, code) => {
    const folder = await mkdtemp(join(packageFolder, "dist", "readme-"));
    try {
      const file = join(folder, "example.mts");
      await writeFile(file, code);
      const { stdout } = await promisify(execFile)(process.execPath, [file], { timeout: 20_000 });
      expect(stdout).toMatch(prints[number - 1]!);
    } finally {
      await rm(folder, { recursive: true });
    }
  },
  25_000,
);
