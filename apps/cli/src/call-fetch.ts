import { readFileSync } from "node:fs";
import { nodeFetch } from "@aom-workflow/client/node";
import { debugFetch } from "./debug-fetch.ts";
import { choose, type Layers } from "./layers.ts";
import { UsageError } from "./usage-error.ts";

/** Sends requests: obeys the proxies of the environment and trusts the authority of `--ca-file` besides the usual ones. @throws UsageError */
export function callFetch(layers: Layers, trace: (text: string) => void): typeof globalThis.fetch {
  const fetch = nodeFetch({ ca: authorityOf(layers) });
  return layers.options.debug === true ? debugFetch(fetch, trace) : fetch;
}

function authorityOf(layers: Layers): string | undefined {
  const { value: path, label } = choose("ca-file", layers);
  if (path === undefined) return undefined;
  const certificate = read(path, label);
  if (certificate.includes("-----BEGIN CERTIFICATE-----")) return certificate;
  throw new UsageError(`${label} must name a file with certificates in PEM format; ${path} is none.`);
}

function read(path: string, label: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new UsageError(`${label} names ${path}, which cannot be read (${(error as NodeJS.ErrnoException).code}).`);
  }
}
