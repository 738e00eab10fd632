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

testExamples(new URL("packages/client/README.md", root), async () => ({
  env: { MOCK_URL: mock.url, AOM_WORKFLOW_ENDPOINT: mock.url, AOM_WORKFLOW_PROJECT: projectId, AOM_WORKFLOW_TOKEN: token },
  preload: new URL("fixtures/vendor-is-mock.ts", import.meta.url),
}));

describe("README.md in a terminal", () => {
  it("promises a tour, and `pnpm start` gives one", async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [fileURLToPath(new URL("tour.ts", import.meta.url))]);
    expect(stdout).toMatch(
      /^A simulator (.|\n)*stopped(.|\n)*restart(.|\n)*has ended: succeeded(.|\n)*exit code 5(.|\n)*The node approve is passed(.|\n)*exit code 6/,
    );
  });

  it("names commands that the root package.json has", () => {
    const { scripts } = JSON.parse(readFileSync(new URL("package.json", root), "utf8"));
    const commands = [
      ...codeBlocks(new URL("README.md", root), "sh")
        .join("\n")
        .matchAll(/pnpm@12 ([\w:]+)/g),
    ];
    expect(commands).not.toEqual([]);
    for (const [, name] of commands) expect(Object.keys(scripts)).toContain(name);
  });
});
