import { type Mock, startMock } from "@aom-workflow/mock";
import { afterAll, beforeAll } from "vitest";
import { testExamples } from "../../readme.shared.ts";

let mock: Mock;
beforeAll(async () => {
  mock = await startMock();
});
afterAll(() => mock.close());

testExamples(new URL("README.md", import.meta.url), [/^applied success\n$/, /^rejected NODE\.1\n$/], async () => ({
  env: { AOM_ENDPOINT: mock.url, AOM_WORKFLOW_TOKEN: "token-of-the-readme" },
}));
