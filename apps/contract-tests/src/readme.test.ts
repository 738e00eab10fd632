import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { type Mock, startMock } from "@aom-workflow/mock";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { codeBlocks, testExamples } from "../../../tools/lab/readme.ts";
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

/** The text without what differs from run to run: ports and times. */
function anywhere(text: string): string {
  return text
    .replaceAll(/127\.0\.0\.1:\d+/g, "127.0.0.1:PORT")
    .replaceAll(/20\d\d-[\d-]+(T[\d:.]+Z| [\d:]+ [+-][\d:]+)/g, "TIME")
    .replaceAll(/since (20\d\d-[\d-]+ )?[\d:]+ \([+-][\d:]+\)/g, "since TIME");
}

describe("README.md in a terminal", () => {
  const [start] = codeBlocks(new URL("README.md", root), "console") as [string];

  it("shows what `pnpm start` prints", async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [fileURLToPath(new URL("tour.ts", import.meta.url))]);
    const shown = start.replace(/^\$ npx.*\n/, "");
    expect(anywhere(stdout).startsWith(anywhere(shown))).toBe(true);
    expect(stdout).toMatch(/restart(.|\n)*has ended: succeeded(.|\n)*exit code 5(.|\n)*The node approve is passed(.|\n)*exit code 6/);
  });

  it("names the two commands that the root package.json has", () => {
    const { scripts } = JSON.parse(readFileSync(new URL("package.json", root), "utf8"));
    const commands = codeBlocks(new URL("README.md", root), "sh").join("\n");
    for (const [, name] of commands.matchAll(/pnpm@12 (\w+)/g)) expect(scripts).toHaveProperty(name as string);
  });
});
