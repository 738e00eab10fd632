import { readFileSync } from "node:fs";
import type { Transport } from "@aom-workflow/client";
import { nodeTransport } from "@aom-workflow/client/node";
import { UsageError } from "../output/usage-error.ts";
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
  const certificate = read(path, label);
  if (certificate.includes("-----BEGIN CERTIFICATE-----")) return certificate;
  throw new UsageError(`${label} must name a file with certificates in PEM format; there are none in ${path}.`);
}

function read(path: string, label: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new UsageError(`${label} names ${path}, which cannot be read (${(error as NodeJS.ErrnoException).code}).`);
  }
}
