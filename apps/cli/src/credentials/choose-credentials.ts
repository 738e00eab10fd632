import { isNamedByFlag, type Layers } from "../settings/layers.ts";
import { tokenSource } from "../settings/token-source.ts";
import type { Credentials } from "./credentials.ts";

/**
 * Chooses the credentials, in the order of the settings: the token of a flag; the token, else the login of the profile that a flag names;
 * the token, else the keys of the environment; the token of the profile in use; its login; what else the machine has.
 */
export async function chooseCredentials(layers: Layers): Promise<Credentials> {
  const source = tokenSource(layers);
  // What needs to look at nothing else is chosen without loading it.
  const isFirst = source?.origin === "flag" || source?.origin === "named-profile";
  if (source && (isFirst || (source.origin === "environment" && !isNamedByFlag(layers.profile)))) return { kind: "token", source };
  return (await import("./machine-credentials.ts")).machineCredentials(layers, source);
}
