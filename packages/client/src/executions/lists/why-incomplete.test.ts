import { expect, it } from "vitest";
import { type PagesRead, whyIncomplete } from "./why-incomplete.ts";

const changed = "The number of workflows changed from 2 to 3 while they were read: some may be missing, others may have moved.";
const fewer = "The service counts 3 workflows and returned 2: some may be missing.";

it.each<[what: string, list: Partial<PagesRead>, sentence: string | undefined]>([
  ["as many as the service counts", { totals: [2], distinct: 2 }, undefined],
  ["none, and none counted", { totals: [0], distinct: 0, end: "empty-page" }, undefined],
  ["no total, up to an empty page", { distinct: 2, end: "empty-page" }, undefined],
  ["fewer than counted", { totals: [3, 3], distinct: 2, end: "empty-page" }, fewer],
  [
    "more than counted",
    { totals: [0], distinct: 1, end: "empty-page" },
    "The service counts 0 workflows and returned 1: some may be missing.",
  ],
  ["a total that grew", { totals: [2, 3], distinct: 3 }, changed],
  ["a total that changed and came back", { totals: [2, 3, 2], distinct: 2 }, changed],
  ["a page twice", { totals: [3], distinct: 2, end: "repeated-page" }, "There may be more workflows: the service returned a page twice."],
  [
    "a page twice, without a total",
    { distinct: 2, end: "repeated-page" },
    "There may be more workflows: the service returned a page twice.",
  ],
  ["as many pages as were wanted", { distinct: 2, end: "max-pages" }, "There may be more workflows: reading ended after 9 pages."],
  ["one member that is not a workflow", { totals: [2], distinct: 1, others: 1 }, "The list has 1 member that is not a workflow."],
  ["several such members", { distinct: 1, others: 2, end: "empty-page" }, "The list has 2 members that are not workflows."],
])("%s", (_, list, sentence) => {
  expect(whyIncomplete({ distinct: 0, others: 0, totals: [], end: "total", maxPages: 9, ...list })).toBe(sentence);
});
