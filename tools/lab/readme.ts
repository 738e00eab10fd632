import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, test } from "vitest";

/** How the examples of a README are run. */
export interface ExampleSettings {
  /** The environment of their process, besides `PATH`. */
  readonly env?: Readonly<Record<string, string>>;
  /** A module to load before them. */
  readonly preload?: URL;
}

/** The blocks of a README that are in one of these languages, in order. */
export function codeBlocks(readme: URL, ...languages: readonly string[]): string[] {
  const blocks = readFileSync(readme, "utf8").matchAll(/^```(\w*)\n(.*?)^```$/gms);
  return [...blocks].filter(([, language]) => languages.includes(language as string)).map(([, , code]) => code as string);
}

/**
 * Declares the tests of a README: each TypeScript or JavaScript example prints what the comments after `console.log` say. They run inside the
 * tested package, so that imports lead to its build, one after another in one process. `EXAMPLES_RUN_IN` names another folder, such as a user's
 * project.
 */
export function testExamples(readme: URL, settings: () => Promise<ExampleSettings> = async () => ({})): void {
  const examples = codeBlocks(readme, "ts", "js");

  describe(`the examples of ${readme.pathname.split("/").slice(-2).join("/")}`, () => {
    let printed: string[];
    beforeAll(async () => {
      printed = await run(examples, await settings());
    });

    test.each(examples.map((example, index) => [index + 1, example] as const))(
      "example %i prints what its comments say",
      (number, example) => {
        expect(inOneLine(printed[number - 1] ?? "")).toMatch(said(example));
      },
    );
  });
}

/** What an example should print, from the comments after `console.log` and in the lines below; `…` matches anything. */
function said(example: string): RegExp {
  const comments = [...example.matchAll(/(?:console\.log\(.*|^ *\)); \/\/ (.*(?:\n *\/\/ .*)*)/gm)].map(([, comment = ""]) =>
    comment.replaceAll(/\n *\/\/ /g, " "),
  );
  const parts = inOneLine(comments.join(" ")).split("…");
  return new RegExp(`^${parts.map((part) => part.replaceAll(/[.*+?^${}()|[\]\\/]/g, "\\$&")).join(".*")}$`);
}

function inOneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}

const separator = "\0";

/** Imports each file. If one throws, prints the error instead of its output. */
const runner = `
  for (const file of process.argv.slice(1)) {
    await import(file).catch((error) => console.log(error));
    process.stdout.write(${JSON.stringify(separator)});
  }`;

async function run(examples: readonly string[], { env = {}, preload }: ExampleSettings): Promise<string[]> {
  const home = join(process.env.EXAMPLES_RUN_IN ?? process.cwd(), ".vitest");
  mkdirSync(home, { recursive: true });
  const folder = mkdtempSync(join(home, "readme-"));
  try {
    const files = examples.map((code, index) => {
      const file = join(folder, `example-${index + 1}.ts`);
      writeFileSync(file, code);
      return file;
    });
    const flags = ["--no-warnings", "--input-type=module", ...(preload ? [`--import=${preload}`] : [])];
    const { stdout } = await promisify(execFile)(process.execPath, [...flags, "--eval", runner, "--", ...files], {
      env: { PATH: process.env.PATH, ...env },
    });
    return stdout.split(separator);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
