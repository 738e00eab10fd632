import { createClient, type InvalidInputError } from "@aom-workflow/client";
import { regions } from "@aom-workflow/types";
import { endpointOverride } from "../endpoint-override.ts";
import type { Environment } from "../environment.ts";
import type { Layers } from "../layers.ts";
import { type Place, resolvePlace } from "../settings.ts";
import { bad, type Check, good, unsure } from "./check.ts";

/** What is known of where the service is; without an address there is nothing more to look at. */
export interface CheckedPlace {
  readonly check: Check;
  readonly endpoint?: string;
}

/** Where the service is, and whether workflows are open there. */
export async function checkPlace(layers: Layers): Promise<CheckedPlace> {
  const problems: string[] = [];
  const { region, endpoint } = resolvePlace(layers, problems);
  if (region !== undefined) return withOverride(checkRegion(region), region, layers.env);
  if (endpoint !== undefined) return checkEndpoint(endpoint);
  const says = problems[0] ?? "neither region nor endpoint is known";
  return { check: bad("region", says, "aom-workflow config set region cn-north-4", 2) };
}

/** The address that the settings of the vendor's SDKs put in the place of the region's own. */
async function withOverride(place: CheckedPlace, region: string, env: Environment): Promise<CheckedPlace> {
  try {
    const endpoint = await endpointOverride(region, env);
    return endpoint === undefined ? place : { ...place, endpoint };
  } catch (error) {
    return { check: bad("region", (error as Error).message, "Correct the settings of the vendor's SDKs.", 2) };
  }
}

function checkEndpoint(endpoint: string): CheckedPlace {
  const problem = problemWith({ endpoint });
  if (problem) return { check: bad("region", problem, correct, 2) };
  return { check: unsure("region", "none, as an endpoint is given", "Make sure that it serves AOM workflows."), endpoint };
}

function checkRegion(region: string): CheckedPlace {
  const problem = problemWith({ region });
  if (problem) return { check: bad("region", problem, correct, 2) };
  const known = (regions as Readonly<Record<string, { readonly endpoint: string; readonly open: boolean } | undefined>>)[region];
  const remedy = `Open are ${Object.entries(regions)
    .flatMap(([name, { open }]) => (open ? [name] : []))
    .join(", ")}.`;
  if (!known) {
    const check = unsure("region", `${region} is not in the vendor's list`, remedy);
    return { check, endpoint: `https://aom.${region}.myhuaweicloud.com` };
  }
  const check = known.open
    ? good("region", `workflows are open in ${region}`)
    : bad("region", `workflows are not open in ${region}`, remedy, 5);
  return { check, endpoint: known.endpoint };
}

const correct = "Correct it where aom-workflow config list --show-origin says that it comes from.";

/** What a client says of the place; the rest that it wants is made up. */
function problemWith(place: Place): string | undefined {
  try {
    createClient({ ...place, projectId: "0".repeat(32), auth: "none" });
    return undefined;
  } catch (error) {
    const { parameter, problem } = error as InvalidInputError;
    return `the ${parameter} ${problem}`;
  }
}
