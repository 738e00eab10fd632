import type { Parameter } from "@aom-workflow/types";
import { describe, expect, it } from "vitest";
import { createNode, listNodes, login, startNode } from "../../test/invented-operations.ts";
import { node, projectId } from "../../test/scripted-connection.ts";
import { placeInput } from "./place-input.ts";

const shared = { projectId };

describe("the inputs of a call", () => {
  it("go where the contract has them, under their names on the wire", () => {
    expect(placeInput(startNode, node, shared)).toEqual({
      path: { project_id: projectId, workflow_id: "wf" },
      query: { action: "start", node_id: "run-script" },
      header: {},
      body: undefined,
    });
    expect(placeInput(listNodes, { limit: 2, states: ["a"], all: false, language: "en-us" }, shared)).toMatchObject({
      query: { limit: 2, states: ["a"], all: false },
      header: { "X-Language": "en-us" },
    });
  });

  it("that the contract has in the body are one JSON object, or the whole body", () => {
    expect(placeInput(createNode, { name: "n", labels: ["a"] }, shared).body).toEqual({ name: "n", labels: ["a"] });
    const body = { auth: { identity: { methods: ["token"] } } };
    expect(placeInput(login, { body }, {}).body).toBe(body);
  });

  it("that a form of the operation has decided cannot be changed: no start is sent as something else", () => {
    expect(() => placeInput(startNode, { ...node, action: "stop" }, shared)).toThrow("action must be start or left out");
    expect(placeInput(startNode, { ...node, action: "start" }, shared).query).toMatchObject({ action: "start" });
  });

  it.each(["projectID", "project_id", "projectid", "projectI", "porjectId"])("that are misspelt are refused by name: %s", (name) => {
    expect(() => placeInput(startNode, { ...node, [name]: "f".repeat(32) }, shared)).toThrow(
      `${name} is not an input of ${startNode.id} (did you mean projectId?)`,
    );
  });

  it("may come in a row that has more", () => {
    const row = { ...node, workflowName: "nightly", error: undefined, project_id: null, nodeName: "n", reason: "It failed." };
    expect(placeInput(startNode, row, shared)).toEqual(placeInput(startNode, node, shared));
  });

  it("may name another project than the connection", () => {
    expect(placeInput(startNode, { ...node, projectId: "f".repeat(32) }, shared).path).toMatchObject({ project_id: "f".repeat(32) });
  });

  it.each([undefined, null])("are not sent where they are %s and may be left out", (nothing) => {
    const input = { limit: nothing, states: nothing, all: nothing, language: nothing };
    expect(placeInput(listNodes, input, shared)).toMatchObject({ query: {}, header: {}, body: undefined });
    expect(placeInput(createNode, { name: "n", labels: nothing }, shared).body).toEqual({ name: "n" });
  });

  it("that are null are sent as null in a body if the contract allows it, and never taken from the connection instead", () => {
    const [project, name] = createNode.parameters as [Parameter, Parameter];
    const parameters = [project, { ...name, required: false, schema: { type: "string", nullable: true } as const }];
    expect(placeInput({ ...createNode, parameters }, { name: null }, shared).body).toEqual({ name: null });
  });

  it("of one call never come from the connection, except those that the contract shares", () => {
    expect(() => placeInput(startNode, { nodeId: "n" }, { ...shared, workflowId: "of another" })).toThrow("workflowId is missing");
  });
});

describe("an input that is not usable is named, with its place", () => {
  it.each<[string, string, () => unknown]>([
    ["workflowId", "is missing", () => placeInput(startNode, { nodeId: "n" }, shared)],
    ["workflowId", "must have 1 to 64 characters; it has 65", () => placeInput(startNode, { ...node, workflowId: "x".repeat(65) }, shared)],
    ["projectId", "is missing", () => placeInput(startNode, node, {})],
    ["states[1]", "must be a string, not 7", () => placeInput(listNodes, { states: ["a", 7] }, shared)],
    ["labels[0]", "must have at most 4 characters; it has 7", () => placeInput(createNode, { name: "n", labels: ["toolong"] }, shared)],
    [
      "body.auth.identity.methods[0]",
      "must be one of password, token",
      () => placeInput(login, { body: { auth: { identity: { methods: ["x"] } } } }, {}),
    ],
    [
      "body.more",
      "is not a property that the contract knows",
      () => placeInput(login, { body: { auth: { identity: { methods: ["token"] } }, more: 1 } }, {}),
    ],
    ["input", "must be an object with the inputs of the operation", () => placeInput(startNode, null, shared)],
    ["input", "must be an object with the inputs of the operation", () => placeInput(startNode, "wf", shared)],
  ])("%s %s", (parameter, problem, act) => {
    expect(act).toThrow(
      expect.objectContaining({ parameter, problem, outcome: "not-sent", message: `${parameter} ${problem}. Nothing was sent.` }),
    );
  });
});
