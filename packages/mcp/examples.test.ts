import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { testExamples } from "../../tools/lab/readme.ts";

const home = mkdtempSync(join(tmpdir(), "home-"));
afterAll(() => rmSync(home, { recursive: true }));

testExamples(new URL("README.md", import.meta.url), async () => ({
  env: {
    HOME: home,
    AOM_WORKFLOW_ENDPOINT: "http://127.0.0.1:9",
    AOM_WORKFLOW_PROJECT: "0123456789abcdef0123456789abcdef",
    AOM_WORKFLOW_TOKEN: "token-of-the-readme",
  },
  preload: new URL("test/no-input.ts", import.meta.url),
}));
