import { createClient } from "@aom-workflow/client";
import { type Mock, startMock, startSimulator } from "@aom-workflow/mock";
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

it("a refusal by the simulator has an id to ask support about, another one each time", async () => {
  const simulator = await startSimulator();
  try {
    const aom = createClient({ endpoint: simulator.url, projectId, auth: token });
    const ids = [];
    for (let time = 0; time < 2; time++) {
      const error = await aom.restart({ ...node, executionId: "unknown" }).catch((error) => error);
      expect(error).toMatchObject({ status: 404, outcome: "rejected", requestId: expect.stringMatching(/^[0-9a-f]{32}$/) });
      ids.push(error.requestId);
    }
    expect(new Set(ids).size).toBe(2);
  } finally {
    await simulator.close();
  }
});
