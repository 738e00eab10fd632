import type { Transport } from "@aom-workflow/client";
import { nodeTransport } from "@aom-workflow/client/node";
import { UsageError } from "../output/usage-error.ts";
import { authorityProblem, readAuthority } from "../settings/authority.ts";
import { choose, type Layers } from "../settings/layers.ts";
import { debugTransport } from "./debug-transport.ts";

/** Sends requests: obeys the proxies of the environment and trusts the authority of `--ca-file` besides the usual ones. @throws UsageError */
export function callTransport(layers: Layers, trace: (text: string) => void): Transport {
  const transport = nodeTransport({ ca: authorityOf(layers) });
  return layers.options.debug === true ? debugTransport(transport, trace) : transport;
}

function authorityOf(layers: Layers): string | undefined {
  const { value: path, label } = choose("ca-file", layers);
  if (path === undefined) return undefined;
  const problem = authorityProblem(path);
  if (problem) throw new UsageError(`${label} ${problem}.`);
  return readAuthority(path);
}
