import type { Contract } from "../read/contract.ts";
import { header } from "./header.ts";
import { literal } from "./literal.ts";

/** Source text of the regions of a contract, or undefined if its servers have none. */
export function regionsText(contract: Contract): string | undefined {
  const server = contract.root
    .at("servers")
    .items()
    .find((server) => server.at("variables").at("region").has("enum"));
  if (!server) return undefined;
  const region = server.at("variables").at("region");
  const words = (key: string) =>
    region
      .at(key)
      .items()
      .map(({ value }) => String(value));
  const open = new Set(words(region.has("x-open") ? "x-open" : "enum"));
  const table = words("enum").map((id) => [id, { endpoint: server.text("url").replace("{region}", id), open: open.has(id) }]);
  return [
    header(contract),
    'import type { Region } from "./region.ts";',
    "",
    "/** The vendor's regions: endpoint, and whether the function is open there. */",
    `export const regions = ${literal(Object.fromEntries(table))} as const satisfies Record<string, Region>;`,
    "",
    "/** A region that the vendor lists. */",
    "export type RegionId = keyof typeof regions;",
    "",
  ].join("\n");
}
