import { fileURLToPath } from "node:url";
import { type Config, getMergedConfig, lintFromString, loadConfig, type NormalizedProblem } from "@redocly/openapi-core";
import { contractNamed } from "../contracts.ts";
import { unreadable } from "../read/unreadable.ts";

const folder = fileURLToPath(new URL("../", import.meta.url));

let config: Promise<Config> | undefined;

/**
 * Lints the text of a contract by the rules in `redocly.yaml`.
 *
 * @param name the contract, since rules differ between contracts
 * @throws ContractError if it cannot be read
 */
export async function lint(name: string, text: string): Promise<NormalizedProblem[]> {
  config ??= loadConfig({ configPath: `${folder}redocly.yaml` });
  const { url, path } = contractNamed(name);
  const merged = getMergedConfig(await config, name);
  try {
    return await lintFromString({ source: text, absoluteRef: fileURLToPath(url), config: merged });
  } catch (error) {
    throw unreadable(error, path, text);
  }
}
