import { parseArgs } from "node:util";
import { type SectionName, sectionNames } from "./sections/section-names.ts";

export interface Options {
  sections: readonly SectionName[];
  quick: boolean;
  allNodes: boolean;
  check: boolean;
  updateBaseline: boolean;
  /** Files to write. */
  json?: string | undefined;
  chart?: string | undefined;
}

export const usage = `pnpm bench [--only ${sectionNames.join(",")}] [--quick] [--all-nodes] [--json FILE] [--chart FILE] [--check] [--update-baseline]`;

/** @throws Error with a sentence for the person who typed it. */
export function parseOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: "string" },
      quick: { type: "boolean", default: false },
      "all-nodes": { type: "boolean", default: false },
      check: { type: "boolean", default: false },
      "update-baseline": { type: "boolean", default: false },
      json: { type: "string" },
      chart: { type: "string" },
    },
  });
  const wanted = values.only?.split(",") ?? sectionNames;
  const unknown = wanted.find((name) => !sectionNames.some((it) => it === name));
  if (unknown !== undefined) throw new Error(`There is no section "${unknown}". ${usage}`);
  const { quick, check, json, chart } = values;
  return {
    sections: sectionNames.filter((name) => wanted.includes(name)),
    quick,
    allNodes: values["all-nodes"],
    check,
    updateBaseline: values["update-baseline"],
    json,
    chart,
  };
}
