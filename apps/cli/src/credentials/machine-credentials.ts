import { type CredentialChain, credentialChain, ecsMetadata, environmentKeys, profileFile } from "@aom-workflow/auth/node";
import type { Layers } from "../settings/layers.ts";
import type { Environment } from "../surface/environment.ts";
import type { Credentials } from "./credentials.ts";
import { savedLogin } from "./login-store.ts";

/** How long the metadata service of a cloud server may take; elsewhere nobody answers. */
const metadataTimeoutMs = 1000;

/** A token that expires sooner is not worth using. */
const leastLifeMs = 60_000;

/** What this machine has: the saved login, else keys. */
export async function machineCredentials(layers: Layers): Promise<Credentials> {
  const token = await savedLogin(layers);
  if (token && token.expiresAt > Date.now() + leastLifeMs) return { kind: "login", token };
  return { kind: "chain", chain: chainOf(layers.env), loginExpiredAt: token?.expiresAt };
}

function chainOf(env: Environment): CredentialChain {
  const metadata = env.AOM_WORKFLOW_ECS_METADATA === "off" ? [] : [ecsMetadata({ timeout: metadataTimeoutMs })];
  return credentialChain({ env, sources: [environmentKeys(env), profileFile({ env }), ...metadata] });
}
