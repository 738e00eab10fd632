import { type Mock, startMock } from "@aom-workflow/mock";
import { afterAll, beforeAll } from "vitest";
import { testExamples } from "../../tools/lab/readme.ts";

let mock: Mock;
beforeAll(async () => {
  mock = await startMock();
});
afterAll(() => mock.close());

testExamples(new URL("README.md", import.meta.url), async () => ({
  env: {
    AOM_WORKFLOW_ENDPOINT: mock.url,
    AOM_WORKFLOW_PROJECT: "0123456789abcdef0123456789abcdef",
    AOM_WORKFLOW_TOKEN: "token-of-the-readme",
  },
}));
