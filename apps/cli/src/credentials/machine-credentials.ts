import {
  ambiguousKeys,
  type CredentialChain,
  credentialChain,
  ecsMetadata,
  environmentKeys,
  hasEnvironmentKeys,
  profileFile,
} from "@aom-workflow/auth/node";
import { isNamedByFlag, type Layers } from "../settings/layers.ts";
import type { tokenSource } from "../settings/token-source.ts";
import type { Environment } from "../surface/environment.ts";
import type { Credentials } from "./credentials.ts";
import { savedLogin, serviceOrigin } from "./login-store.ts";

/** How long the metadata service of a cloud server may take; elsewhere nobody answers. */
const metadataTimeoutMs = 1000;

/** A token that expires sooner is not worth using. */
const leastLifeMs = 60_000;

/** What this machine has, in the order in which it is used. @param source a token that is named somewhere */
export async function machineCredentials(layers: Layers, source: ReturnType<typeof tokenSource>): Promise<Credentials> {
  const login = await savedLogin(layers);
  const isGood = login !== undefined && login.expiresAt > Date.now() + leastLifeMs;
  const savedCredentials = isGood && ({ kind: "login", token: login } as const);
  const token = source && ({ kind: "token", source } as const);
  // Who names a profile by a flag means its login, whatever variables are left over.
  if (savedCredentials && isNamedByFlag(layers.profile)) return savedCredentials;
  if (token?.source.origin === "environment") return token;
  const chain = async () => ({
    kind: "chain" as const,
    chain: chainOf(layers.env),
    loginExpiredAt: login?.expiresAt,
    ambiguity: ambiguousKeys(layers.env),
    service: await serviceOrigin(layers),
  });
  if (hasEnvironmentKeys(layers.env)) return chain();
  return token ?? (savedCredentials || chain());
}

function chainOf(env: Environment): CredentialChain {
  const metadata = env.AOM_WORKFLOW_ECS_METADATA === "off" ? [] : [ecsMetadata({ timeout: metadataTimeoutMs })];
  return credentialChain({ env, sources: [environmentKeys(env), profileFile({ env }), ...metadata] });
}
