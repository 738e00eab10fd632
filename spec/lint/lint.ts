import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Config, getMergedConfig, lintFromString, loadConfig, type NormalizedProblem } from "@redocly/openapi-core";
import { unreadable } from "./unreadable.ts";

const folder = fileURLToPath(new URL("../", import.meta.url));

/** The names of the contracts: the YAML files beside `redocly.yaml`. */
export const contracts: readonly string[] = readdirSync(folder)
  .filter((file) => file.endsWith(".yaml") && file !== "redocly.yaml")
  .map((file) => file.slice(0, -".yaml".length))
  .sort();

let config: Promise<Config> | undefined;

/**
 * Lints the text of a contract under the committed rules.
 *
 * @param name which contract it is, as the rules of `redocly.yaml` differ.
 * @throws UnreadableContract
 */
export async function lint(name: string, text: string): Promise<NormalizedProblem[]> {
  config ??= loadConfig({ configPath: `${folder}redocly.yaml` });
  const merged = getMergedConfig(await config, name);
  try {
    return await lintFromString({ source: text, absoluteRef: `${folder}${name}.yaml`, config: merged });
  } catch (error) {
    throw unreadable(error, `spec/${name}.yaml`, text);
  }
}
