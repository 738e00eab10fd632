import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { codeBlocks, testExamples } from "../../tools/lab/readme.ts";
import { complaints } from "./test/compile.ts";
import { jest } from "./test/jest.ts";
import { pages } from "./test/pages.ts";
import { bash, bashIn, inHome, onTerminal, play, turnsOf } from "./test/shell.ts";
import type { World } from "./test/worlds.ts";

const here = new URL("./", import.meta.url);
const root = new URL("../../", here);
const variables = { AOM_WORKFLOW_PROJECT: "0123456789abcdef0123456789abcdef", AOM_WORKFLOW_TOKEN: "any-token" };
const vendorIsMock = new URL("apps/contract-tests/src/fixtures/vendor-is-mock.ts", root);

test("every page that is written by hand is tried", () => {
  expect(globSync(["index.md", "guides/*.md"], { cwd: fileURLToPath(here) }).sort()).toEqual(Object.keys(pages).sort());
});

test.for(Object.keys(pages))("%s has no block that is not run", (file) => {
  const languages = [...readFileSync(new URL(file, here), "utf8").matchAll(/^ *```(\S*)\n.*?^ *```$/gms)].map(([, language]) => language);
  expect(languages.filter((language) => !["ts", "console", "sh", "yaml", "cjs", "json"].includes(language as string))).toEqual([]);
});

describe.for(Object.entries(pages))("%s", ([file, page]) => {
  const url = new URL(file, here);
  const started: World[] = [];
  afterAll(async () => void (await Promise.all(started.map((world) => world.close()))));

  /** Every kind of block has a world of its own, so that none depends on what another did. */
  async function surroundings(start = page.world): Promise<Readonly<Record<string, string>>> {
    const world = await start();
    started.push(world);
    return { ...variables, AOM_WORKFLOW_ENDPOINT: world.url, MOCK_URL: world.url, ...page.env, ...world.env };
  }

  if (codeBlocks(url, "ts").length > 0) testExamples(url, async () => ({ env: await surroundings(), preload: vendorIsMock }));

  const turns = turnsOf(codeBlocks(url, "console").join(""));
  if (turns.length > 0)
    test.skipIf(page.skip !== undefined)("each session in a terminal goes as shown", { timeout: 60_000 }, async () => {
      const env = await surroundings();
      const typed = turns.map((turn) => ({
        ...turn,
        command: (turn.command === page.onTerminal ? onTerminal(turn.command) : turn.command)
          .replace("http://127.0.0.1:4010", String(env.MOCK_URL))
          .replace("127.0.0.1:5432", String(env.DATABASE)),
      }));
      const printed = await play(typed, page.isSetUp ? env : {});
      expect(anywhere(shown(turns, printed))).toBe(anywhere(shown(turns)));
    });

  const suites = codeBlocks(url, "cjs");
  if (suites.length > 0)
    test("each test for Jest passes in it", async () => {
      expect(await jest(suites)).toMatch(new RegExp(`Tests: +${suites.length} passed, ${suites.length} total`));
    });

  const settings = codeBlocks(url, "json");
  if (settings.length > 0)
    test("the settings of an agent's client start a server, which ends with its input", async () => {
      const env = await surroundings();
      for (const { mcpServers } of settings.map((text) => JSON.parse(text)))
        for (const { command, args } of Object.values<{ command: string; args: readonly string[] }>(mcpServers)) {
          const words = [command, ...args].map((word) => `'${word}'`).join(" ");
          expect(await bash(`${words} </dev/null; echo "exit code $?"`, env)).toBe("exit code 0\n");
        }
    });

  const blocks = codeBlocks(url, "sh");
  const scripts = blocks.filter((block) => !/^(npx|npm) /.test(block));
  if (scripts.length > 0)
    test("each script does what it says, and only what is left when it is run again", async () => {
      const env = await surroundings(page.scriptWorld);
      const expected = page.scripts ?? [];
      expect(scripts).toHaveLength(expected.length);
      await inHome(page.files ?? {}, async (home) => {
        for (const [index, script] of scripts.entries()) {
          const [first, again] = expected[index] as readonly [RegExp, RegExp];
          expect(await bashIn(home, script, env)).toMatch(first);
          expect(await bashIn(home, script, env)).toMatch(again);
        }
      });
    });

  const commands = blocks.flatMap((block) => block.split("\n")).filter((line) => /^(npx|npm) /.test(line));
  test.for(commands)("there is such a command: %s", isCommand);
});

test("the TypeScript of every page compiles", async () => {
  expect(await complaints(Object.keys(pages).flatMap((file) => codeBlocks(new URL(file, here), "ts")))).toBe("");
});

/** Fails unless a command of the repository or of npm is there to be run. */
async function isCommand(line: string): Promise<void> {
  const { scripts } = JSON.parse(readFileSync(new URL("package.json", root), "utf8"));
  const [, script, args] = line.match(/^npx --yes pnpm@12 ([\w:]+)([^#]*)/) ?? [];
  const [, name] = line.match(/^npm install .*@aom-workflow\/(\w+)/) ?? [];
  expect(script ?? name).toBeDefined();
  if (name) expect(JSON.parse(readFileSync(new URL(`packages/${name}/package.json`, root), "utf8")).name).toBe(`@aom-workflow/${name}`);
  if (script) expect(scripts).toHaveProperty(script);
  if (script === "mock") {
    // What the reader runs beside it is there too.
    expect(builtBy(scripts.mock)).toEqual(expect.arrayContaining(["@aom-workflow/client#build", "aom-workflow#build"]));
    expect(await firstWords(args?.trim().split(/\s+/) ?? [])).toMatch(/^The (mock|simulator) listens on /);
  }
}

/** The tasks of a script that begins with turbo. */
function builtBy(script: string): string[] {
  const [turbo = ""] = script.split(" && ");
  const { PATH = "" } = process.env;
  const printed = execFileSync("sh", ["-c", `${turbo} --dry=json`], {
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, PATH: `${fileURLToPath(new URL("node_modules/.bin", root))}:${PATH}` },
  });
  return JSON.parse(printed).tasks.map(({ taskId }: { readonly taskId: string }) => taskId);
}

/** What the mock prints when it has started. */
async function firstWords(args: readonly string[]): Promise<string> {
  const main = fileURLToPath(new URL("packages/mock/dist/main.js", root));
  const child = spawn(process.execPath, [main, ...args, "--port", "0"], { stdio: ["ignore", "pipe", "inherit"] });
  const [words] = await once(child.stdout, "data");
  child.kill();
  return String(words);
}

function shown(turns: ReturnType<typeof turnsOf>, printed?: readonly string[]): string {
  return turns.map(({ command, shown }, index) => `$ ${command}\n${printed?.[index]?.trimEnd() ?? shown}`).join("\n");
}

/** The text without what differs from run to run: ports, times, request ids and how long a node took. */
function anywhere(text: string): string {
  return text
    .replaceAll(/127\.0\.0\.1:\d+/g, "127.0.0.1:PORT")
    .replaceAll(/20\d\d-[\d-]+(T[\d:.]+Z| [\d:]+ [+-][\d:]+)/g, "TIME")
    .replaceAll(/first at (20\d\d-[\d-]+ )?[\d:]+ \([+-][\d:]+\)/g, "first at TIME")
    .replaceAll(/20\d\d-[\d-]+ \d\d:\d\d/g, "TIME")
    .replaceAll(/\([+-]\d\d:\d\d\)/g, "(ZONE)")
    .replaceAll(/Plan \w{6}:/g, "Plan ID:")
    .replaceAll(/Request id: [0-9a-f]{32}/g, "Request id: ID")
    .replaceAll(/ (\d+ min )?\d+ s$/gm, " TOOK");
}
