import { isUsageError } from "../../output/usage-error.ts";
import type { Options } from "../../parse/invocation.ts";
import { configPath } from "../../settings/config-path.ts";
import { type Layers, layersOf } from "../../settings/layers.ts";
import type { Environment } from "../../surface/environment.ts";
import { type Finding, fail, pass } from "./finding.ts";

/** The settings, and the layers to go on with: those without a profile where it cannot be read. */
export function checkSettings(options: Options, env: Environment): { readonly finding: Finding; readonly layers: Layers } {
  const path = configPath(env);
  try {
    const layers = layersOf(options, env);
    const count = Object.keys(layers.profile.values).length;
    return { finding: pass("settings", `profile ${layers.profile.name} has ${count === 0 ? "none" : count} (${path})`), layers };
  } catch (error) {
    if (!isUsageError(error)) throw error;
    const profile = { name: "default", namedBy: undefined, values: {} };
    const finding = fail("settings", error.problems.join(" "), error.remedy ?? "Choose another --profile.", "invalid-input");
    return { finding, layers: layersOf(options, env, profile) };
  }
}
