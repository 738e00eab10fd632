import type { Operation, Parameter } from "@aom-workflow/types";
import { describe, expect, it } from "vitest";
import { listExecutions } from "../../test/invented-operation.ts";
import { callOf } from "./call-of.ts";

const base = "https://aom.example/prefix";
const projectId = "0".repeat(32);
const parameter = (name: string, where: Parameter["in"], schema: Parameter["schema"] = {}): Parameter => ({
  name,
  input: name,
  in: where,
  required: false,
  schema,
});

const create: Operation = {
  ...listExecutions,
  id: "Create",
  method: "POST",
  parameters: [
    parameter("project_id", "path"),
    parameter("dry", "query", { type: "boolean" }),
    parameter("x-language", "header"),
    parameter("name", "body"),
  ],
};
const replace: Operation = { ...create, id: "Replace", method: "PUT", parameters: [{ ...parameter("", "body"), input: "body" }] };
const form: Operation = { ...create, id: "Form", fixed: { name: "fixed" } };
const known = [form, listExecutions, create, replace];

const read = (method: string, target: string, init: RequestInit = {}) =>
  callOf(new Request(`${base}/v1/${projectId}/executions${target}`, { method, ...init }), base, known);

describe("the call that a request of openapi-fetch is for", () => {
  it("is found by method and path, and never a form of it with something already decided", async () => {
    expect((await read("GET", "")).operation.id).toBe("ListExecutions");
    expect((await read("POST", "")).operation.id).toBe("Create");
    expect((await read("PUT", "")).operation.id).toBe("Replace");
    await expect(read("DELETE", "")).rejects.toThrow("path must be one of the contract; it has no operation DELETE /prefix/v1/");
    await expect(read("GET", "/more")).rejects.toThrow("path must be one of the contract");
  });

  it.each(["https://bom.example/prefix", "https://aom.example/prefux", "https://aom.example"])("is none at %s", async (elsewhere) => {
    const request = new Request(`${elsewhere}/v1/${projectId}/executions`);
    await expect(callOf(request, base, known)).rejects.toThrow("path must be one of the contract");
  });

  it("has its inputs in the types of the contract, although an address is all text", async () => {
    expect((await read("GET", "?state=a&state=b&limit=7")).input).toEqual({ projectId, state: ["a", "b"], limit: 7 });
    expect((await read("POST", "?dry=false")).input).toMatchObject({ dry: false });
  });

  it("has no value for a missing parameter, and the text itself for a value of another type", async () => {
    expect((await read("GET", "")).input).toEqual({ projectId, state: undefined, limit: undefined });
    expect((await read("GET", "?limit=many")).input).toMatchObject({ limit: Number.NaN });
    expect((await read("POST", "?dry=maybe")).input).toMatchObject({ dry: "maybe" });
  });

  it("has headers and a JSON body if the contract has them", async () => {
    const headers = { "X-Language": "en-us", traceparent: "00-1-2-01" };
    const post = await read("POST", "", { headers, body: '{"name":"n"}' });
    expect(post.input).toMatchObject({ "x-language": "en-us", name: "n" });
    expect(post.headers).toMatchObject({ traceparent: "00-1-2-01" });
    expect(post.headers).not.toHaveProperty("x-language");
    expect((await read("PUT", "", { body: '{"name":"n","more":1}' })).input).toEqual({ body: { name: "n", more: 1 } });
  });

  it("has both values of a repeated query key, so that the engine refuses it if only one is allowed", async () => {
    expect((await read("GET", "?limit=1&limit=2")).input).toMatchObject({ limit: ["1", "2"] });
  });

  it("cannot have a body that is not JSON: the caller gets an error, and nothing is sent", async () => {
    await expect(read("PUT", "", { body: "name=n" })).rejects.toMatchObject({
      code: "invalid-input",
      parameter: "body",
      problem: "must be JSON",
    });
  });
});
