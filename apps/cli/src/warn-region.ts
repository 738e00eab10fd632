import { regions } from "@aom-workflow/types";

/** What is to be said about a region where the function is not known to be open. */
export function regionWarning(region: string | undefined): string | undefined {
  if (region === undefined) return undefined;
  const known = (regions as Readonly<Record<string, { readonly open: boolean } | undefined>>)[region];
  if (known?.open) return undefined;
  const open = Object.entries(regions).flatMap(([name, each]) => (each.open ? [name] : []));
  const state = known ? "The vendor has not opened workflows" : "The vendor lists no region of this name and so no workflows";
  return `${state} in ${region}; open are ${open.join(", ")}.`;
}
