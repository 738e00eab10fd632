import { describe, expect, it } from "vitest";
import { details, failed } from "../../../test/answers.ts";
import { forbidden, routedClient } from "../../../test/routed-client.ts";
import { answer } from "../../../test/scripted-client.ts";
import { findExecutions, findWorkflows, looksLikeId } from "./find.ts";

const elements = [
  { id: "a", name: "nightly" },
  { id: "b", name: "release" },
  { id: "c", name: "release" },
];

function reader(total = elements.length) {
  const warned: string[] = [];
  const { aom, asked } = routedClient((route) => {
    if (route === "POST workflow-list") return answer(200, { elements, total_elements: total });
    const workflow = route.split("/")[1];
    if (workflow === "c") return forbidden();
    const [one, other] = workflow === "a" ? [failed, details("success")] : [details("running"), failed];
    return answer(200, [
      { ...one, workflow_id: workflow, execution_id: `6F2C-${workflow}` },
      { ...other, workflow_id: workflow, execution_id: `7a00-${workflow}` },
    ]);
  });
  return { reader: { ...aom, warn: ({ code }: { readonly code: string }) => void warned.push(code) }, asked, warned };
}

describe("executions by the beginning of an id", () => {
  it.each([
    [undefined, ["6F2C-a", "6F2C-b"]],
    [{ action: "stop", actsOn: "execution" }, ["6F2C-a", "6F2C-b"]],
    [{ action: "restart", actsOn: "node" }, ["6F2C-a"]],
    [{ action: "continue", actsOn: "node" }, ["6F2C-a", "6F2C-b"]],
  ] as const)("for %j are in either case those that may allow it, else all, with what could not be read", async (intended, ids) => {
    const { matches, refusal, unread } = await findExecutions(reader().reader, "6f2c", { intended });
    expect(matches.map(({ executionId }) => executionId)).toEqual(ids);
    expect(refusal).toBeUndefined();
    expect(unread).toMatchObject([{ workflowId: "c", error: { status: 403 } }]);
  });

  it("say why the action is not for the only one", async () => {
    const intended = { action: "restart", actsOn: "node" } as const;
    expect(await findExecutions(reader().reader, "6f2c", { intended, workflow: "b" })).toMatchObject({
      matches: [{ executionId: "6F2C-b" }],
      refusal: "Restart requires an execution that has failed; the state of this one is running.",
    });
  });

  it("are the one of this id alone, though the ids of others begin with it", async () => {
    const { aom } = routedClient(() =>
      answer(
        200,
        ["run-1", "run-10"].map((execution_id) => ({ ...failed, execution_id })),
      ),
    );
    const { matches } = await findExecutions({ ...aom, warn() {} }, "Run-1", { workflow: "a" });
    expect(matches.map(({ executionId }) => executionId)).toEqual(["run-1"]);
  });

  it("end with the caller's abort, not with lists that could not be read", async () => {
    const abort = new AbortController();
    const { aom } = routedClient(() => {
      abort.abort();
      return new Promise(() => {});
    });
    const search = findExecutions({ ...aom, warn() {} }, "6f2c", { workflow: "a", signal: abort.signal });
    await expect(search).rejects.toMatchObject({ code: "aborted" });
  });

  it("of one workflow cause one request", async () => {
    const { reader: from, asked } = reader();
    expect(await findExecutions(from, "7a00", { workflow: "a" })).toMatchObject({ matches: [{ executionId: "7a00-a" }], unread: [] });
    expect(asked).toHaveLength(1);
  });

  it("of a list that lacks workflows are only those that it has: a warning", async () => {
    const { reader: from, warned } = reader(4);
    await findExecutions(from, "6f2c");
    expect(warned).toEqual(["list-incomplete"]);
  });
});

describe("workflows that a text names", () => {
  it.each([
    ["a", ["a"]],
    ["nightly", ["a"]],
    ["release", ["b", "c"]],
    ["Release", []],
  ])("%s: %j", async (text, ids) => {
    expect((await findWorkflows(reader().reader, text)).map(({ id }) => id)).toEqual(ids);
  });

  it.each([
    ["a".repeat(32), true],
    ["6f2c1d34-9f5b-4a0c-8a3e-0f6f5f8a7b21", true],
    ["6F2C1D34-9F5B-4A0C-8A3E-0F6F5F8A7B21", true],
    ["6f2c1d34", false],
    ["nightly", false],
    [`${"a".repeat(32)}\n`, false],
  ])("%j may be an id: %s", (text, isId) => {
    expect(looksLikeId(text)).toBe(isId);
  });
});
