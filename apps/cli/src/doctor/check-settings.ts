import type { Environment } from "../environment.ts";
import { type Layers, layersOf } from "../layers.ts";
import type { Options } from "../program.ts";
import type { UsageError } from "../usage-error.ts";
import { bad, type Check, good } from "./check.ts";

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
