import { describe, expect, it } from "vitest";
import { collect, routedClient } from "../../../test/routed-client.ts";
import { answer } from "../../../test/scripted-client.ts";

const named = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => ({ id: `w${from + index}`, name: `n${from + index}` }));

/** A service with so many workflows, which counts pages from `first`. */
function serviceOf(count: number, { first = 0, most = 100 } = {}) {
  return (_: string, { page, size }: Record<string, unknown>) => {
    const length = Math.min(size as number, most);
    const start = Math.max(0, (page as number) - first) * length;
    return answer(200, { elements: named(start, Math.max(0, Math.min(length, count - start))), total_elements: count });
  };
}

describe("workflows, page by page", () => {
  it.each([
    [0, 1],
    [1, 1],
    [100, 1],
    [101, 2],
    [250, 3],
  ])("%i of them in %i requests", async (count, requests) => {
    const { aom, asked, warnings } = routedClient(serviceOf(count));
    expect((await collect(aom.workflows())).map(({ id }) => id)).toEqual(named(0, count).map(({ id }) => id));
    expect(asked).toEqual(Array.from({ length: requests }, () => "POST workflow-list"));
    expect(warnings).toEqual([]);
  });

  it("leaving the loop early causes no further request", async () => {
    const { aom, asked } = routedClient(serviceOf(1000));
    for await (const { id } of aom.workflows({ pageSize: 10 })) if (id === "w10") break;
    expect(asked).toHaveLength(2);
  });

  it("nothing is asked before the first one is", () => {
    const { aom, asked } = routedClient(serviceOf(1));
    aom.workflows();
    expect(asked).toEqual([]);
  });

  it("each is listed once, even if the service counts from 1", async () => {
    const { aom, warnings } = routedClient(serviceOf(250, { first: 1 }));
    expect(await collect(aom.workflows())).toHaveLength(250);
    expect(warnings).toEqual([]);
  });

  it("all are listed, even if the service returns fewer per page than requested", async () => {
    const { aom } = routedClient(serviceOf(120, { most: 50 }));
    expect(await collect(aom.workflows())).toHaveLength(120);
  });

  it("filters and order are handed on; by default the order is one in which no workflow moves", async () => {
    const bodies: unknown[] = [];
    const { aom } = routedClient((_, body) => {
      bodies.push(body);
      return answer(200, { elements: [] });
    });
    await collect(aom.workflows({ search: "night", pageSize: 7 }));
    await collect(aom.workflows({ sortField: "last_execution_start_time", sortType: "DESC" }));
    expect(bodies).toEqual([
      { sort_field: "create_time", sort_type: "ASC", search: "night", page: 0, size: 7 },
      { sort_field: "last_execution_start_time", sort_type: "DESC", page: 0, size: 100 },
    ]);
  });

  it.each([
    ["fail", "fail"],
    ["failed", "fail"],
    ["running", "executing"],
    ["executing", "executing"],
    ["paused", "pausing"],
    ["waitapproval", "waitApproval"],
    ["waiting-for-approval", "waitApproval"],
    ["stopped", "cancel"],
  ])("the state %s is asked for by the word of the filter, %s", async (status, word) => {
    const bodies: Record<string, unknown>[] = [];
    const { aom } = routedClient((_, body) => {
      bodies.push(body);
      return answer(200, { elements: [] });
    });
    await collect(aom.workflows({ status }));
    expect(bodies).toMatchObject([{ status: word }]);
  });

  it.each(["resting", "unknown", "timeout", ""])("the state %j, which the filter does not have, is refused", async (status) => {
    const { aom, asked } = routedClient(serviceOf(1));
    await expect(collect(aom.workflows({ status }))).rejects.toThrow(
      "status must be one of succeeded, failed, running, stopped, stopping, queued, waiting-for-approval, approval-refused, paused, " +
        "success, fail, executing, cancel, canceling, waitExecute, waitApproval, approvalFailed, pausing.",
    );
    expect(asked).toEqual([]);
  });

  it("a page that comes again ends the list, with a warning", async () => {
    const { aom, asked, warnings } = routedClient(() => answer(200, { elements: named(0, 100), total_elements: 1000 }));
    expect(await collect(aom.workflows())).toHaveLength(100);
    expect(asked).toHaveLength(3);
    expect(warnings).toEqual(["There may be more workflows: the service returned a page twice."]);
  });

  it("a total that changes between pages is a warning", async () => {
    let total = 150;
    const { aom, warnings } = routedClient((_, { page }) =>
      answer(200, { elements: named(100 * (page as number), 100), total_elements: total++ }),
    );
    await collect(aom.workflows());
    expect(warnings).toEqual([
      "The number of workflows changed from 150 to 151 while they were read: some may be missing, others may have moved.",
    ]);
  });

  it("a workflow that moves between two pages is not lost in silence", async () => {
    const { aom, warnings } = routedClient((_, { page }) => {
      // The one that would begin page 1 has just run, so it is now before the first.
      const elements = page === 0 ? named(0, 100) : page === 1 ? [...named(99, 1), ...named(101, 49)] : [];
      return answer(200, { elements, total_elements: 150 });
    });
    const read = await collect(aom.workflows({ sortField: "last_execution_start_time", sortType: "DESC" }));
    expect(new Set(read.map(({ id }) => id)).size).toBe(149);
    expect(warnings).toEqual(["The service counts 150 workflows and returned 149: some may be missing."]);
  });

  it("page 2 of 150 that is empty is a warning", async () => {
    const { aom, warnings } = routedClient((_, { page }) =>
      answer(200, { elements: page === 0 ? named(0, 100) : [], total_elements: 150 }),
    );
    expect(await collect(aom.workflows())).toHaveLength(100);
    expect(warnings).toEqual(["The service counts 150 workflows and returned 100: some may be missing."]);
  });

  it("a total of 0 beside 100 workflows ends nothing", async () => {
    const { aom, warnings } = routedClient((_, { page }) =>
      answer(200, { elements: named(100 * (page as number), page === 0 ? 100 : page === 1 ? 20 : 0), total_elements: 0 }),
    );
    expect(await collect(aom.workflows())).toHaveLength(120);
    expect(warnings).toEqual(["The service counts 0 workflows and returned 120: some may be missing."]);
  });

  it("without a total, a page that is not full does not end the list", async () => {
    const { aom, warnings } = routedClient((_, { page }) => answer(200, { elements: page === 2 ? [] : named(50 * (page as number), 50) }));
    expect(await collect(aom.workflows())).toHaveLength(100);
    expect(warnings).toEqual([]);
  });

  it("a total that is a text counts", async () => {
    const { aom, asked } = routedClient(() => answer(200, { elements: named(0, 3), total_elements: "3" }));
    expect(await collect(aom.workflows())).toHaveLength(3);
    expect(asked).toHaveLength(1);
  });

  it("more pages than are wanted are a warning", async () => {
    const { aom, warnings } = routedClient(serviceOf(1000));
    expect(await collect(aom.workflows({ maxPages: 2 }))).toHaveLength(200);
    expect(warnings).toEqual(["There may be more workflows: reading ended after 2 pages."]);
  });

  it.each([
    ["an empty object", {}],
    ["a list that is null", { elements: null, total_elements: "many" }],
    ["a list in an envelope", { data: { elements: named(0, 1), total_elements: 1 } }],
    ["a bare list", named(0, 1)],
    ["a captive portal", { login: "https://portal.example/" }],
  ])("%s is not an empty list but an error", async (_, page) => {
    const { aom } = routedClient(() => answer(200, page, { "x-request-id": "r-1" }));
    await expect(collect(aom.workflows())).rejects.toMatchObject({
      code: "invalid-response",
      outcome: "unknown",
      status: 200,
      requestId: "r-1",
      excerpt: JSON.stringify(page),
      message: "The response 200 cannot be trusted: the body is not a list of workflows. It only reads, so nothing was changed.",
    });
  });

  it("also when it is only a later page", async () => {
    const { aom } = routedClient((_, { page }) => answer(200, page === 0 ? { elements: named(0, 100), total_elements: 150 } : {}));
    await expect(collect(aom.workflows())).rejects.toMatchObject({ code: "invalid-response" });
  });

  it("no list beside a total of 0 is a project without workflows", async () => {
    const { aom, warnings } = routedClient(() => answer(200, { elements: null, total_elements: 0 }));
    expect(await collect(aom.workflows())).toEqual([]);
    expect(warnings).toEqual([]);
  });

  it("members that are not workflows are a warning", async () => {
    const { aom, warnings } = routedClient(() => answer(200, { elements: [null, 1, { id: "a" }], total_elements: 3 }));
    expect(await collect(aom.workflows())).toEqual([{ id: "a" }]);
    expect(warnings).toEqual(["The list has 2 members that are not workflows."]);
  });

  it("workflows without an id are all given", async () => {
    const { aom, warnings } = routedClient(() => answer(200, { elements: [{ name: "a" }, { name: "b" }], total_elements: 2 }));
    expect(await collect(aom.workflows())).toEqual([{ name: "a" }, { name: "b" }]);
    expect(warnings).toEqual([]);
  });

  it.each([
    ["pageSize", 0],
    ["pageSize", 101],
    ["maxPages", 1.5],
  ])("%s cannot be %d, and nothing is sent", async (name, value) => {
    const { aom, asked } = routedClient(serviceOf(1));
    await expect(collect(aom.workflows({ [name]: value }))).rejects.toThrow(`${name} must be an integer from 1 to`);
    expect(asked).toEqual([]);
  });
});
