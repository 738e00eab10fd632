import { createHash } from "node:crypto";
import { basename } from "node:path/posix";
import { contracts } from "../../../../spec/contracts.ts";
import { ContractError, readAll } from "../../../../spec/read/contract-error.ts";
import { openDocument } from "../../../../spec/read/open-document.ts";
import type { Place } from "../../../../spec/read/place.ts";

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

/** Every contract, in the order of the list. @throws ContractError with the problems of all of them */
export async function readContracts(): Promise<Contract[]> {
  const read = await Promise.allSettled(contracts.map(({ url }) => readContract(url)));
  return readAll(
    read.map((one) => () => {
      if (one.status === "rejected") throw one.reason;
      return one.value;
    }),
  );
}

/** One file. @throws ContractError */
export async function readContract(url: URL): Promise<Contract> {
  const { path, text, root } = await openDocument(url);
  const { value } = root.at("openapi");
  if (value === undefined) throw new ContractError(`${path} is not an OpenAPI document.`);
  if (!/^3\.1\.\d+$/.test(String(value))) throw root.at("openapi").refusal(`OpenAPI ${value} is not supported; only 3.1 is`);
  return {
    name: basename(path).replace(/\.ya?ml$/, ""),
    path,
    url,
    title: root.at("info").text("title"),
    version: root.at("info").text("version"),
    sha256: createHash("sha256").update(text).digest("hex"),
    root,
  };
}
