import { regions } from "@aom-workflow/types";
import type { Environment } from "../environment.ts";
import { type Layers, layersOf } from "../layers.ts";
import type { Options } from "../program.ts";
import { resolvePlace } from "../settings.ts";
import type { UsageError } from "../usage-error.ts";
import { bad, type Check, good, unsure } from "./check.ts";

/** The settings, and the layers to go on with: those without a profile where it cannot be read. */
export function checkSettings(options: Options, env: Environment, path: string): { readonly check: Check; readonly layers: Layers } {
  try {
    const layers = layersOf(options, env);
    const kept = Object.keys(layers.profile.values).length;
    const says = kept > 0 ? `profile ${layers.profile.name} has ${kept} (${path})` : `profile ${layers.profile.name} keeps none (${path})`;
    return { check: good("settings", says), layers };
  } catch (error) {
    const [says = "", remedy = ""] = (error as UsageError).message.split(/(?<=\.) (?=\S+ [^.]*\.$)/);
    const profile = { name: "default", namedBy: undefined, values: {} };
    return { check: bad("settings", says, remedy || "Choose another --profile.", 2), layers: { options, env, profile } };
  }
}

/** Where the service is, and whether workflows are open there. */
export function checkPlace(layers: Layers): { readonly checks: readonly Check[]; readonly endpoint: string | undefined } {
  const problems: string[] = [];
  const { region, endpoint } = resolvePlace(layers, problems);
  if (endpoint !== undefined)
    return { checks: [unsure("region", "none, as an endpoint is given", "Make sure that it serves AOM workflows.")], endpoint };
  if (region === undefined) {
    const says = problems[0] ?? "neither region nor endpoint is known";
    return { checks: [bad("region", says, "aom-workflow config set region cn-north-4", 2)], endpoint: undefined };
  }
  const known = (regions as Readonly<Record<string, { readonly endpoint: string; readonly open: boolean } | undefined>>)[region];
  const open = Object.entries(regions).flatMap(([name, each]) => (each.open ? [name] : []));
  const remedy = `Open are ${open.join(", ")}.`;
  const address = known?.endpoint ?? `https://aom.${region}.myhuaweicloud.com`;
  if (!known) return { checks: [unsure("region", `${region} is not in the vendor's list`, remedy)], endpoint: address };
  return {
    checks: [
      known.open ? good("region", `workflows are open in ${region}`) : bad("region", `workflows are not open in ${region}`, remedy, 5),
    ],
    endpoint: address,
  };
}
