import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { type Mock, startMock } from "@aom-workflow/mock";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { projectId, token } from "./fixtures/node-of-run.ts";
import { runCli } from "./fixtures/run-cli.ts";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../../../", import.meta.url));
const here = fileURLToPath(new URL(".", import.meta.url));

/** What each example of a README prints, in order. */
const examples: Record<string, RegExp[]> = {
  "README.md": [/^restarted \w+\n$/],
  "packages/client/README.md": [
    /^skipped \w+\n$/,
    /^connection not-sent true\n$/,
    /^success\n$/,
    /\/executions\/a%2Fb\/operation\?action=skip&node_id=run-script\n$/,
    /outcome: 'applied'/,
    /^not-sent\n$/,
  ],
  "spec/README.md": [/^$/],
  "packages/types/README.md": [/^true\nPOST false 3\n64\ntrue true\n$/],
};

let mock: Mock;
let folder: string;
beforeAll(async () => {
  mock = await startMock();
  folder = mkdtempSync(join(here, "readme-"));
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await mock.close();
});

function blocks(file: string, language: string): string[] {
  return [...readFileSync(join(root, file), "utf8").matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, "gms"))].map(
    ([, code]) => code as string,
  );
}

describe.each(Object.entries(examples))("%s", (file, prints) => {
  const code = blocks(file, "(?:ts|js)");

  it("has no example without a test", () => expect(code).toHaveLength(prints.length));

  it.each(prints.map((print, index) => [index + 1, print] as const))("example %i runs and prints what it says", async (number, print) => {
    const example = join(folder, `${file.replace(/\W/g, "-")}-${number}.ts`);
    writeFileSync(example, code[number - 1] as string);
    const env = { ...process.env, MOCK_URL: mock.url, AOM_WORKFLOW_TOKEN: token, HUAWEICLOUD_SDK_PROJECT_ID: projectId };
    const { stdout } = await run(process.execPath, ["--no-warnings", "--import", join(here, "fixtures/vendor-is-mock.ts"), example], {
      env,
    });
    expect(stdout).toMatch(print);
  });
});

describe("README.md in a terminal", () => {
  const [start, session] = blocks("README.md", "console") as [string, string];

  it("shows what `pnpm start` prints", async () => {
    const { stdout } = await run(process.execPath, [join(here, "tour.ts")]);
    const shown = start.replace(/^\$ npx.*\n/, "");
    const port = (text: string) => text.replaceAll(/127\.0\.0\.1:\d+/g, "127.0.0.1:PORT");
    expect(port(stdout).startsWith(port(shown))).toBe(true);
    expect(stdout).toMatch(/skip(.|\n)*continue(.|\n)*All three were applied/);
  });

  it("shows a session with the command line that goes as printed", async () => {
    const env: Record<string, string> = {};
    for (const turn of session.split(/^\$ /m).filter(Boolean)) {
      const [command = "", ...output] = turn.trimEnd().split("\n");
      const [, name, value] = command.match(/^export (\w+)=(.*)$/) ?? [];
      if (name) env[name] = (value as string).replace("http://127.0.0.1:4010", mock.url);
      else {
        const { stdout, stderr } = await runCli(command.split(" ").slice(1), env);
        expect(`${stdout}${stderr}`.trimEnd()).toBe(output.join("\n"));
      }
    }
  });

  it("names the two commands that the root package.json has", () => {
    const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    for (const [, name] of blocks("README.md", "sh")
      .join("\n")
      .matchAll(/pnpm@12 (\w+)/g))
      expect(scripts).toHaveProperty(name as string);
  });
});
