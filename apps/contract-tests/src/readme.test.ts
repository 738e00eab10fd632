import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { type Mock, startMock } from "@aom-workflow/mock";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { codeBlocks, testExamples } from "../../../tools/lab/readme.ts";
import { runCli } from "./fixtures/run-cli.ts";
import { projectId, token } from "./fixtures/stopped-node.ts";

const root = new URL("../../../", import.meta.url);

let mock: Mock;
beforeAll(async () => {
  mock = await startMock();
});
afterAll(() => mock.close());

for (const file of ["README.md", "packages/client/README.md"]) {
  testExamples(new URL(file, root), async () => ({
    env: { MOCK_URL: mock.url, AOM_WORKFLOW_TOKEN: token, HUAWEICLOUD_SDK_PROJECT_ID: projectId },
    preload: new URL("fixtures/vendor-is-mock.ts", import.meta.url),
  }));
}

/** The text without what differs from run to run: ports, times and request ids. */
function anywhere(text: string): string {
  return text
    .replaceAll(/127\.0\.0\.1:\d+/g, "127.0.0.1:PORT")
    .replaceAll(/20\d\d-[\d-]+(T[\d:.]+Z| [\d:]+ [+-][\d:]+)/g, "TIME")
    .replaceAll(/since (20\d\d-[\d-]+ )?[\d:]+ \([+-][\d:]+\)/g, "since TIME")
    .replaceAll(/(Request id: |"requestId":")[0-9a-f]{32}/g, "$1ID");
}

describe("README.md in a terminal", () => {
  const [start, session] = codeBlocks(new URL("README.md", root), "console") as [string, string];

  it("shows what `pnpm start` prints", async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [fileURLToPath(new URL("tour.ts", import.meta.url))]);
    const shown = start.replace(/^\$ npx.*\n/, "");
    expect(anywhere(stdout).startsWith(anywhere(shown))).toBe(true);
    expect(stdout).toMatch(
      /restart(.|\n)*has ended; its state is "success"(.|\n)*exit code 5(.|\n)*The node approve is passed(.|\n)*exit code 6/,
    );
  });

  it("shows a session with the command line that goes as printed", async () => {
    const env: Record<string, string> = {};
    for (const turn of session.split(/^\$ /m).filter(Boolean)) {
      const [command = "", ...output] = turn.trimEnd().split("\n");
      const [, name, value] = command.match(/^export (\w+)=(.*)$/) ?? [];
      if (name) env[name] = (value as string).replace("http://127.0.0.1:4010", mock.url);
      else {
        const { stdout, stderr } = await runCli(command.split(" ").slice(1), env);
        expect(anywhere(`${stdout}${stderr}`.trimEnd())).toBe(anywhere(output.join("\n")));
      }
    }
  });

  it("names the two commands that the root package.json has", () => {
    const { scripts } = JSON.parse(readFileSync(new URL("package.json", root), "utf8"));
    const commands = codeBlocks(new URL("README.md", root), "sh").join("\n");
    for (const [, name] of commands.matchAll(/pnpm@12 (\w+)/g)) expect(scripts).toHaveProperty(name as string);
  });
});
