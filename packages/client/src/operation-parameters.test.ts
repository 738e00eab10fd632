import { operations, type Parameter } from "@aom-workflow/types";
import { describe, expect, it } from "vitest";
import { placeParameters } from "./operation-parameters.ts";

const { parameters } = operations.StartPausingWorkflowExecutions;
const values = { projectId: "0".repeat(32), workflowId: "w", executionId: "e", action: "skip", nodeId: "n" };
const invented: Parameter[] = [
  ...parameters,
  { name: "batch_index", in: "query", required: false, description: "", maxLength: 2 },
  { name: "X-Language", in: "header", required: false, description: "" },
];

describe("parameters of a request", () => {
  it("go where the contract has them", () => {
    expect(placeParameters(parameters, values)).toEqual({
      path: { project_id: values.projectId, workflow_id: "w", execution_id: "e" },
      query: { action: "skip", node_id: "n" },
      header: {},
    });
  });

  it("that the contract gains are checked and sent, never dropped in silence", () => {
    expect(placeParameters(invented, { ...values, batchIndex: "7" }).query).toEqual({ action: "skip", node_id: "n", batch_index: "7" });
    expect(() => placeParameters(invented, { ...values, batchIndex: "777" })).toThrow("batchIndex must have 0 to 2 characters; it has 3");
  });

  it("that may be left out are left out", () => {
    expect(placeParameters(invented, values).query).toEqual({ action: "skip", node_id: "n" });
  });
});
