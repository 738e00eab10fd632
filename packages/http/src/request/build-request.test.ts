import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createNode, deleteNode, listNodes, login, startNode } from "../../test/invented-operations.ts";
import { node, projectId } from "../../test/scripted-connection.ts";
import { buildRequest } from "./build-request.ts";
import { placeInput } from "./place-input.ts";

function build(operation: Parameters<typeof placeInput>[0], input: unknown, endpoint = "https://aom.example") {
  return buildRequest(endpoint, operation, placeInput(operation, input, { projectId }), { "user-agent": "agent/1" });
}

describe("the request", () => {
  it("is the one that the contract describes, with the headers that the vendor's services require even without a body", () => {
    expect(build(startNode, node)).toEqual({
      method: "POST",
      url: `https://aom.example/v1/${projectId}/workflows/wf/operation?action=start&node_id=run-script`,
      headers: { accept: "application/json", "content-type": "application/json", "user-agent": "agent/1" },
      body: undefined,
    });
  });

  it("keeps a path prefix of the endpoint", () => {
    expect(build(deleteNode, { nodeId: "n" }, "https://gw.example/aom").url).toBe(`https://gw.example/aom/v1/${projectId}/nodes/n`);
  });

  it("has numbers, booleans and each item of a list in its query, and nothing for what was left out", () => {
    const query = (input: object) => build(listNodes, input).url.split("/nodes")[1];
    expect(query({ limit: 2, states: ["a", "b c"], all: false })).toBe("?limit=2&states=a&states=b%20c&all=false");
    expect(query({ states: [] })).toBe("");
    expect(query({})).toBe("");
  });

  it("has its header parameters as headers, names in lower case", () => {
    expect(build(listNodes, { language: "en-us" }).headers).toMatchObject({ "x-language": "en-us" });
  });

  it("has its body as JSON, from single inputs or from one, or no body", () => {
    expect(build(createNode, { name: "n", labels: ["a"] }).body).toBe('{"name":"n","labels":["a"]}');
    expect(build(login, { body: { auth: { identity: { methods: ["token"] } } } }).body).toBe('{"auth":{"identity":{"methods":["token"]}}}');
    expect(build(deleteNode, { nodeId: "n" }).body).toBeUndefined();
  });

  it("encodes as signatures require, not as browsers do, so that signed requests are accepted", () => {
    const { url } = build(startNode, { workflowId: "(a)*", nodeId: "it's!" });
    expect(url).toContain("/workflows/%28a%29%2A/operation?");
    expect(url).toContain("node_id=it%27s%21");
  });

  it("keeps any id in one path segment or one query value: no id turns the request into another one", () => {
    const text = fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 });
    const nasty = fc.constantFrom(
      "a/b",
      "../..",
      "%2e%2e",
      "..%2f",
      "x?action=stop",
      "x#y",
      "a&action=stop",
      "{project_id}",
      "$&",
      "\\..\\",
      "a;b",
      "@host",
    );
    const id = fc.oneof(text, nasty).filter((value) => value.isWellFormed() && !/^\.\.?$|\p{Cc}/u.test(value));
    fc.assert(
      fc.property(id, id, (workflowId, nodeId) => {
        const url = new URL(build(startNode, { workflowId, nodeId }).url);
        const segments = url.pathname.split("/");
        expect(segments.map(decodeURIComponent)).toEqual(["", "v1", projectId, "workflows", workflowId, "operation"]);
        expect([...url.searchParams]).toEqual([
          ["action", "start"],
          ["node_id", nodeId],
        ]);
        expect([url.host, url.hash, url.username]).toEqual(["aom.example", "", ""]);
      }),
    );
  });
});
