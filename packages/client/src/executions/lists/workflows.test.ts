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

  it("who stops early causes no further request", async () => {
    const { aom, asked } = routedClient(serviceOf(1000));
    for await (const { id } of aom.workflows({ pageSize: 10 })) if (id === "w10") break;
    expect(asked).toHaveLength(2);
  });

  it("nothing is asked before the first one is", () => {
    const { aom, asked } = routedClient(serviceOf(1));
    aom.workflows();
    expect(asked).toEqual([]);
  });

  it("a service that counts from 1 gives each once", async () => {
    const { aom, warnings } = routedClient(serviceOf(250, { first: 1 }));
    expect(await collect(aom.workflows())).toHaveLength(250);
    expect(warnings).toEqual([]);
  });

  it("a service that gives fewer than it is asked for gives all", async () => {
    const { aom } = routedClient(serviceOf(120, { most: 50 }));
    expect(await collect(aom.workflows())).toHaveLength(120);
  });

  it("filters and order are handed on, the order with a default", async () => {
    const bodies: unknown[] = [];
    const { aom } = routedClient((_, body) => {
      bodies.push(body);
      return answer(200, { elements: [] });
    });
    await collect(aom.workflows({ status: "fail", search: "night", pageSize: 7 }));
    await collect(aom.workflows({ sortField: "create_time", sortType: "ASC" }));
    expect(bodies).toEqual([
      { sort_field: "last_execution_start_time", sort_type: "DESC", status: "fail", search: "night", page: 0, size: 7 },
      { sort_field: "create_time", sort_type: "ASC", page: 0, size: 100 },
    ]);
  });

  it("a page that comes again ends the list, and that is told", async () => {
    const { aom, asked, warnings } = routedClient(() => answer(200, { elements: named(0, 100), total_elements: 1000 }));
    expect(await collect(aom.workflows())).toHaveLength(100);
    expect(asked).toHaveLength(3);
    expect(warnings).toEqual(["There may be more workflows: the service gave page 2 a second time."]);
  });

  it("a total that changes under way is told", async () => {
    let total = 150;
    const { aom, warnings } = routedClient((_, { page }) =>
      answer(200, { elements: named(100 * (page as number), 100), total_elements: total++ }),
    );
    await collect(aom.workflows());
    expect(warnings).toEqual([
      "The number of workflows changed from 150 to 151 while they were read: some may be missing, others may have moved.",
    ]);
  });

  it("more pages than are wanted are told", async () => {
    const { aom, warnings } = routedClient(serviceOf(1000));
    expect(await collect(aom.workflows({ maxPages: 2 }))).toHaveLength(200);
    expect(warnings).toEqual(["There may be more workflows: reading ended after 2 pages."]);
  });

  it.each([[{}], [{ elements: null, total_elements: "many" }], [{ elements: [null, 1, "x"] }]])("%j is no reason to fail", async (page) => {
    const { aom } = routedClient(() => answer(200, page));
    expect(await collect(aom.workflows())).toEqual([]);
  });

  it("workflows without an id are all given", async () => {
    const { aom } = routedClient(() => answer(200, { elements: [{ name: "a" }, { name: "b" }], total_elements: 2 }));
    expect(await collect(aom.workflows())).toEqual([{ name: "a" }, { name: "b" }]);
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
