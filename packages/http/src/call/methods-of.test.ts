import { describe, expect, it } from "vitest";
import { answer, applied, brokenConnection, throttled } from "../../test/answers.ts";
import { deleteNode, listNodes, startNode } from "../../test/invented-operations.ts";
import { connectionTo, node } from "../../test/scripted-connection.ts";
import { isApiError } from "../failure/errors.ts";
import { methodsOf, successOf } from "./methods-of.ts";

const operations = { start: startNode, list: listNodes, remove: deleteNode };

describe("methods", () => {
  it("have the names of their operations, throwing and safe", () => {
    const methods = methodsOf(operations, connectionTo([]).connection);
    expect(Object.keys(methods).sort()).toEqual(["list", "remove", "safe", "start"]);
    expect(Object.keys(methods.safe)).toEqual(["start", "list", "remove"]);
  });

  it("resolve with the success, thrown or safe", async () => {
    const methods = methodsOf(operations, connectionTo([applied(), applied()]).connection);
    const expected = { ok: true, outcome: "applied", status: 200, data: { result: "success" }, requestId: "r-applied", attempts: 1 };
    expect(await methods.start(node)).toEqual(expected);
    expect(await methods.safe.start(node)).toEqual(expected);
  });

  it("throw, or return, the same error", async () => {
    const refusal = () => answer(400, { error_code: "AOM.1", error_msg: "no" });
    const methods = methodsOf(operations, connectionTo([refusal(), refusal()]).connection);
    const thrown = await methods.start(node).catch((caught: unknown) => caught);
    const returned = await methods.safe.start(node);
    expect(isApiError(thrown) && thrown.errorCode).toBe("AOM.1");
    expect(JSON.stringify(returned.ok ? undefined : returned.error)).toBe(JSON.stringify(thrown));
  });

  it("work without the object before the dot", async () => {
    const { start, safe } = methodsOf(operations, connectionTo([applied(), applied()]).connection);
    await start(node);
    expect((await safe.start(node)).ok).toBe(true);
  });

  it("need no input if none is required, and say what is missing otherwise", async () => {
    const methods = methodsOf(operations, connectionTo([answer(200, [{ id: "a" }]), answer(200, [])]).connection);
    expect((await methods.list()).data).toEqual([{ id: "a" }]);
    expect(await methods.safe.list(undefined, { timeout: 1000 })).toMatchObject({ ok: true });
    await expect((methods.start as () => Promise<unknown>)()).rejects.toThrow("workflowId is missing. Nothing was sent.");
  });

  it("take options for a single call", async () => {
    const methods = methodsOf(operations, connectionTo([throttled(), brokenConnection()]).connection);
    await expect(methods.start(node, { retry: false })).rejects.toMatchObject({ status: 429, attempts: 1 });
    expect(await methods.safe.start(node, { retry: false })).toMatchObject({ outcome: "unknown" });
  });
});

describe("successOf", () => {
  it("gives the success of a result, or throws its error", async () => {
    const methods = methodsOf(operations, connectionTo([answer(204, ""), throttled()], { retry: false }).connection);
    expect(successOf(await methods.safe.remove({ nodeId: "n" }))).toMatchObject({ status: 204, data: undefined });
    const failed = await methods.safe.remove({ nodeId: "n" });
    expect(() => successOf(failed)).toThrow("AOM answered 429 APIGW.0308");
  });
});
