import type { Layers } from "../settings/layers.ts";
import { tokenSource } from "../settings/token-source.ts";
import type { Credentials } from "./credentials.ts";

/** Chooses the credentials: a token that is named, else what the machine has, which takes longer to load. */
export async function chooseCredentials(layers: Layers): Promise<Credentials> {
  const source = tokenSource(layers);
  return source ? { kind: "token", source } : (await import("./machine-credentials.ts")).machineCredentials(layers);
}
