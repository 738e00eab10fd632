import { accessKey } from "@aom-workflow/auth";
import { createFetchClient, resultOf } from "@aom-workflow/client/openapi-fetch";
import { type Fault, type Mock, startMock } from "@aom-workflow/mock";
import type { paths } from "@aom-workflow/types";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { node, projectId, token } from "../fixtures/stopped-node.ts";

let mock: Mock;
let fault: Fault | undefined;
beforeAll(async () => {
  mock = await startMock({ faults: ({ request }) => (request ? fault : undefined) });
});
beforeEach(() => {
  fault = undefined;
});
afterAll(() => mock.close());

const path = "/v1/{project_id}/cms/workflow/{workflow_id}/executions/{execution_id}/operation";
type Query = paths[typeof path]["post"]["parameters"]["query"];
const ids = { project_id: projectId, workflow_id: node.workflowId, execution_id: node.executionId };

describe("a client of openapi-fetch on the engine", () => {
  const client = (auth: Parameters<typeof createFetchClient>[0]["auth"] = token) =>
    createFetchClient({ endpoint: mock.url, auth, retry: { initialDelayMs: 1, maxDelayMs: 2 } });
  const queryOf = (nodeId: string) => ({ action: "restart", node_id: nodeId }) satisfies Query;
  const restart = (from = client(), query = queryOf(node.nodeId)) => from.POST(path, { params: { path: ids, query } });

  it("has the data of a success, and its outcome", async () => {
    const { data, error, response } = await restart();
    expect(data).toEqual({ result: "success" });
    expect(error).toBeUndefined();
    expect(resultOf(response)).toMatchObject({ ok: true, outcome: "applied", attempts: 1 });
    expect(mock.requests.at(-1)?.headers).toMatchObject({ "x-auth-token": token });
  });

  it("has the body of a declared error, and its outcome", async () => {
    fault = { kind: "json", status: 404, value: { error_code: "AOM.31001306", error_msg: "Execution not exist." } };
    const { data, error, response } = await restart();
    expect(data).toBeUndefined();
    expect(error).toMatchObject({ error_code: "AOM.31001306" });
    expect(response.status).toBe(404);
    expect(resultOf(response)).toMatchObject({ ok: false, outcome: "rejected" });
  });

  it("signs with an access key, the project of the call included", async () => {
    await restart(client(accessKey({ accessKeyId: "AK0123456789", secretAccessKey: "SK0123456789" })));
    expect(mock.requests.at(-1)?.headers).toMatchObject({
      authorization: expect.stringContaining("x-project-id"),
      "x-project-id": projectId,
    });
  });

  it("tries again what the contract allows", async () => {
    const before = mock.requests.length;
    fault = { kind: "throttled" };
    const { response } = await restart();
    expect(resultOf(response)).toMatchObject({ outcome: "rejected", status: 429, error: { attempts: 3 } });
    expect(mock.requests).toHaveLength(before + 3);
  });

  it("throws an error with its outcome when nobody knows what was done, and sends nothing again", async () => {
    const before = mock.requests.length;
    fault = { kind: "reset-after-reading" };
    await expect(restart()).rejects.toMatchObject({ code: "connection", outcome: "unknown", attempts: 1 });
    expect(mock.requests).toHaveLength(before + 1);
  });

  it("holds inputs to the contract before anything is sent", async () => {
    const before = mock.requests.length;
    await expect(restart(client(), queryOf("x".repeat(1000)))).rejects.toMatchObject({ code: "invalid-input" });
    // @ts-expect-error The contract has no such action.
    await expect(restart(client(), { ...queryOf("n"), action: "pause" })).rejects.toMatchObject({ code: "invalid-input" });
    expect(mock.requests).toHaveLength(before);
  });
});
