import { listWorkflowsOperation, restartOperation } from "@aom-workflow/types";
import { docs } from "@aom-workflow/types/docs";
import { createTokenOperation } from "@aom-workflow/types/iam";
import { docs as iamDocs } from "@aom-workflow/types/iam/docs";
import { describe, expect, test } from "vitest";
import { fieldsOf, inputOf, textOf } from "./form.ts";
import { isLoopback, send } from "./send.ts";

describe("The form of an operation", () => {
  test("does not ask for what the method has decided", () => {
    expect(fieldsOf(restartOperation, docs.restart).map(({ input }) => input)).toEqual([
      "projectId",
      "workflowId",
      "executionId",
      "nodeId",
    ]);
  });

  test("asks for what is required before the rest", () => {
    const required = fieldsOf(listWorkflowsOperation, docs.listWorkflows).map((field) => field.required);
    expect(required).toEqual([...required].sort((a, b) => Number(b) - Number(a)));
  });

  test("leaves out empty fields and keeps texts that look like numbers", () => {
    const fields = fieldsOf(restartOperation, docs.restart);
    expect(inputOf(fields, { workflowId: "7", executionId: " ", nodeId: "n" })).toEqual({ workflowId: "7", nodeId: "n" });
  });

  test("reads everything but a text as JSON, and gives it back as it was", () => {
    const auth = { identity: { methods: ["password"] } };
    expect(inputOf(fieldsOf(createTokenOperation, iamDocs.createToken), { auth: textOf(auth) })).toEqual({ auth });
    expect(inputOf(fieldsOf(createTokenOperation, iamDocs.createToken), { auth: "{" })).toBe("auth is not valid JSON.");
  });
});

describe("A page sends nothing to another machine", () => {
  test.for(["http://127.0.0.1:4010", "http://localhost:4010", "http://[::1]:4010", "https://127.0.0.2"])("%s is this one", (endpoint) => {
    expect(isLoopback(endpoint)).toBe(true);
  });

  test.for([
    "https://aom.cn-north-4.myhuaweicloud.com",
    "http://127.0.0.1.example.com",
    "http://localhost@192.0.2.1",
    "http://192.0.2.1",
    "",
    "127.0.0.1",
  ])("%s is not", async (endpoint) => {
    expect(isLoopback(endpoint)).toBe(false);
    const shown = await send({ endpoint, token: "t", service: "AOM", operation: restartOperation, input: {} });
    expect(shown).toMatchObject({ outcome: "not-sent", sentence: expect.stringContaining("on this machine only") });
  });
});
