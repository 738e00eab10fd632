import type { Contract } from "./contract.ts";
import { header } from "./header.ts";
import { literal } from "./operations-table.ts";

/** Source text of the regions of a contract, or nothing where its servers have none. */
export function regionsTable(contract: Contract): string | undefined {
  const server = contract.document.servers?.find(({ variables }) => variables?.region?.enum !== undefined);
  const region = server?.variables?.region;
  if (!server || !region?.enum) return undefined;
  const open = new Set(region["x-open"] ?? region.enum);
  const table = Object.fromEntries(region.enum.map((id) => [id, { endpoint: server.url.replace("{region}", id), open: open.has(id) }]));
  return [
    header(contract),
    'import type { Region } from "./region.ts";',
    "",
    "/** The vendor's regions: endpoint, and whether the function is open there. */",
    `export const regions = ${literal(table)} as const satisfies Record<string, Region>;`,
    "",
  ].join("\n");
}
