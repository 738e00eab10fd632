import { createClient } from "@aom-workflow/client";
import { type Mock, startMock } from "@aom-workflow/mock";
import { afterAll, beforeAll, expect, it } from "vitest";
import { node, projectId, token } from "../fixtures/stopped-node.ts";

const answer = { result: "success", state: "running", nodes: [{ id: "run-script", attempts: 2 }], "x-new": null };

let mock: Mock;
beforeAll(async () => {
  mock = await startMock({ intercept: () => ({ status: 200, headers: { "X-Request-Id": "r-1" }, body: answer }) });
});
afterAll(() => mock.close());

it("what an answer has beyond the contract reaches the caller", async () => {
  const { data, requestId } = await createClient({ endpoint: mock.url, projectId, auth: token }).restart(node);
  expect(data).toEqual(answer);
  expect(requestId).toBe("r-1");
});
