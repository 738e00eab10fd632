import type { Transport } from "@aom-workflow/client";
import { tracingTransport } from "@aom-workflow/client/internal";
import { nodeTransport } from "@aom-workflow/client/node";
import { readAuthority } from "../settings/check-setting.ts";
import { choose, type Layers } from "../settings/layers.ts";
import { checkSettings } from "../settings/resolve-settings.ts";

/** Sends requests: obeys the proxies of the environment and trusts the authority of `--ca-file` besides the usual ones. @throws UsageError */
export function callTransport(layers: Layers, trace: (text: string) => void): Transport {
  const transport = nodeTransport({ ca: authorityOf(layers) });
  return layers.options.debug === true ? tracingTransport(transport, trace) : transport;
}

function authorityOf(layers: Layers): string | undefined {
  checkSettings(["ca-file"], layers);
  const { value: path } = choose("ca-file", layers);
  return path === undefined ? undefined : readAuthority(path).text;
}
