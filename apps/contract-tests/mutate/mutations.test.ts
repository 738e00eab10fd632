import { describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { lint } from "../../../spec/lint/lint.ts";
import { factsNotice } from "./gates.ts";
import { mutationsOf, nameOf } from "./mutations.ts";
import { readContract } from "./read-contract.ts";
import { reportOf } from "./report.ts";

describe.for(["aom", "iam"] as const)("%s.yaml", (contract) => {
  const document = readContract(contract);
  const mutations = mutationsOf(document);

  test("is changed in hundreds of places, each mutation another one", () => {
    expect(mutations.length).toBeGreaterThan(1000);
    expect(new Set(mutations.map((mutation) => nameOf(contract, mutation))).size).toBe(mutations.length);
  });

  // Nor is there a mutation that changes nothing: nobody would notice it.
  test("cannot change in a single fact without that facts or lint notice", async () => {
    expect(factsNotice(contract, document)).toBe(false);
    const unnoticed: string[] = [];
    for (const mutation of mutations) {
      const changed = structuredClone(document);
      mutation.apply(changed);
      if (!factsNotice(contract, changed) && (await lint(contract, stringify(changed))).length === 0)
        unnoticed.push(nameOf(contract, mutation));
    }
    expect(unnoticed).toEqual([]);
  });
});

test("what slipped through before is among them", () => {
  const names = mutationsOf(readContract("aom")).map((mutation) => nameOf("aom", mutation));
  for (const slip of [
    /status: .*operation\/post\/responses\/404, exchanged with 403$/,
    /status: .*operation\/post\/responses\/414, exchanged with 413$/,
    /example: components\/responses\/Throttled.*error_code, APIGW\.0308 → another$/,
    /header: components\/responses\/Throttled\/headers\/Retry-After, dropped$/,
    /header: components\/responses\/Forbidden\/headers\/X-Request-Id, dropped$/,
    /example: components\/responses\/Unauthorized.*http_code, the other type$/,
    /required: components\/schemas\/GatewayError\/required\/0, dropped$/,
    /server: servers\/1, dropped$/,
    /server: servers\/0\/variables\/region\/default, cn-north-4 → cn-south-1$/,
    /x-retry: .*maxRetryAfterMs, 60000 → 60001$/,
    /prose: components\/responses\/GatewayTimeout\/description, says the opposite$/,
  ]) {
    expect(names).toContainEqual(expect.stringMatching(slip));
  }
});

test("a survivor is named, and so is what is called equivalent but is none", () => {
  const verdicts = [
    { name: "a", kind: "limit", closed: ["code" as const] },
    { name: "b", kind: "limit", closed: ["facts" as const] },
    { name: "c", kind: "type", closed: [] },
  ];
  expect(reportOf(verdicts, { b: "no reason", c: "nobody can meet it" })).toMatchObject({ survivors: ["a"], stale: ["b"] });
  expect(reportOf(verdicts, {}).text).toMatch(/^limit +2 +1 +1 +0 +0 +1 +1$/m);
});
