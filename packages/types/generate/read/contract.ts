import { createHash } from "node:crypto";
import { readdirSync } from "node:fs";
import { basename, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { openDocument } from "./open-document.ts";
import type { Place } from "./place.ts";

/** A contract as it is written, with what identifies it. */
export interface Contract {
  /** File name without its ending, which names the generated files: `aom`. */
  name: string;
  /** Path as it is shown to people: `spec/aom.yaml`, or the bare file name outside the repository. */
  path: string;
  url: URL;
  title: string;
  version: string;
  sha256: string;
  /** The document from its root; reading on from here follows references. */
  root: Place;
}

const repository = fileURLToPath(new URL("../../../../", import.meta.url));
const folder = new URL("../../../../spec/", import.meta.url);

/** Every contract of the spec folder: the YAML files that say `openapi:`. */
export async function readContracts(): Promise<Contract[]> {
  const files = readdirSync(folder).filter((file) => file.endsWith(".yaml"));
  const contracts = await Promise.all(files.sort().map((file) => readContract(new URL(file, folder))));
  return contracts.filter((contract) => contract !== undefined);
}

/** One file; nothing where it is not an OpenAPI document. */
export async function readContract(url: URL): Promise<Contract | undefined> {
  const file = fileURLToPath(url);
  const { root, text } = await openDocument(file, shownPath);
  const { value } = root.at("openapi");
  if (value === undefined) return undefined;
  if (!/^3\.1\.\d+$/.test(String(value))) throw root.at("openapi").refusal(`OpenAPI ${value} is not supported; only 3.1 is`);
  return {
    name: basename(file).replace(/\.ya?ml$/, ""),
    path: shownPath(file),
    url,
    title: root.at("info").text("title"),
    version: root.at("info").text("version"),
    sha256: createHash("sha256").update(text).digest("hex"),
    root,
  };
}

function shownPath(file: string): string {
  const path = relative(repository, file).replaceAll("\\", "/");
  return path.startsWith("..") ? basename(file) : path;
}
