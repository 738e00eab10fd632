import type { Place } from "../read/place.ts";
import type { Fact } from "./fact.ts";
import { step } from "./fact.ts";
import type { Json } from "./views/json.ts";

/** The parts of a contract that each need a fact, as places with the view that shows all of the part. */
function parts(contract: Json): string[] {
  const { paths, components } = contract as { paths: Record<string, Json>; components: Record<string, Json> };
  const operations = Object.entries(paths).flatMap(([path, item]) =>
    Object.keys(item).flatMap((method) => ["operation", "behaviour"].map((view) => `paths/${step(path)}/${method} (${view})`)),
  );
  const of = (kind: string, view: string) => Object.keys(components[kind] ?? {}).map((name) => `components/${kind}/${name} (${view})`);
  return [
    ...operations,
    ...Object.keys(paths).map((path) => `paths/${step(path)} (keys)`),
    ...of("schemas", "shape"),
    ...of("parameters", "parameter"),
    ...of("headers", "parameter"),
    ...of("responses", "answer"),
    ...of("securitySchemes", "said"),
  ];
}

/** The parts without a fact: nothing proves what the contract says there. */
export function unproven({ value: contract }: Place, facts: readonly Fact[]): string[] {
  const proven = new Set(facts.map(({ at }) => at));
  return parts(contract as Json).filter((part) => !proven.has(part));
}
