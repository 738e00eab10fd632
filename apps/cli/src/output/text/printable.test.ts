import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { shellQuoted } from "./printable.ts";

/** Of a fixed seed, so that a failure can be repeated. */
function randomWords(count: number): readonly string[] {
  const pieces = [
    ..."'\"\\$`!#&|;<>()[]{}*?~=^%@:,+- \ta1é运",
    "\\'",
    "\\\\",
    "''",
    "$(touch PWN)",
    "`touch PWN`",
    ";touch PWN;#",
    "-n",
    "%self",
  ];
  let seed = 20_260_101;
  const next = (limit: number) => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((seed / 2 ** 32) * limit);
  };
  return Array.from({ length: count }, () => Array.from({ length: 1 + next(8) }, () => pieces[next(pieces.length)]).join(""));
}

const words = [
  "",
  "~",
  "~/x",
  "~root",
  "=ls",
  "a=~",
  "%self",
  "%1",
  "!!",
  "-",
  "\\",
  "'",
  "\\';touch PWN;#",
  "*",
  "a b",
  ...randomWords(600),
];

const folder = mkdtempSync(join(tmpdir(), "aom-workflow-"));
afterAll(() => rmSync(folder, { recursive: true }));

const shells = {
  bash: ["bash"],
  "bash with its history": ["bash", "-o", "history", "-o", "histexpand"],
  zsh: ["zsh", "-f"],
  dash: ["dash"],
  fish: ["fish", "--no-config"],
};

describe.each(Object.entries(shells))("%s", (_, [shell = "", ...options]) => {
  const isThere = spawnSync(shell, ["-c", "exit 0"]).status === 0;
  test("reads back the words that are printed for it, and runs nothing of them", ({ skip }) => {
    skip(!isThere, `${shell} is not installed`);
    const script = join(folder, `words.${shell}`);
    writeFileSync(script, words.map((word) => `printf '%s\\0' --node ${shellQuoted(word)}\n`).join(""));
    const read = execFileSync(shell, [...options, script], { encoding: "utf8", cwd: folder });
    expect(readdirSync(folder)).not.toContain("PWN");
    expect(read.split("\0").filter((_, index) => index % 2 === 1)).toEqual(words);
  });
});

test("what no shell takes for more than it is stays bare", () => {
  for (const word of ["run-script", "3b1c7f0e", "http://127.0.0.1:4010/v1", "/etc/ca.pem", "a@b+c_d"]) expect(shellQuoted(word)).toBe(word);
});
