import {
  ambiguousKeys,
  type CredentialChain,
  credentialChain,
  ecsMetadata,
  environmentKeys,
  hasEnvironmentKeys,
  profileFile,
} from "@aom-workflow/auth/node";
import { isNamedByFlag, type SettingSources } from "../settings/setting-sources.ts";
import type { tokenSource } from "../settings/token-source.ts";
import type { Environment } from "../surface/environment.ts";
import type { Credentials } from "./credentials.ts";

/** How long the metadata service of a cloud server may take; elsewhere nobody answers. */
const metadataTimeoutMs = 1000;

/** A token that expires sooner is not worth using. */
const leastLifeMs = 60_000;

/** What this machine has, in the order in which it is used. @param source a token that is named somewhere */
export async function machineCredentials(sources: SettingSources, source: ReturnType<typeof tokenSource>): Promise<Credentials> {
  const token = source && ({ kind: "token", source } as const);
  const hasKeys = hasEnvironmentKeys(sources.env);
  // Who names a profile by a flag means its login, whatever variables are left over; else it is not looked for while something goes before it.
  const mayUseLogin = isNamedByFlag(sources.profile) || !(token || hasKeys);
  const login = mayUseLogin ? await (await loginStore()).savedLogin(sources) : undefined;
  if (login && login.expiresAt > Date.now() + leastLifeMs) return { kind: "login", token: login };
  if (token?.source.origin === "environment" || (token && !hasKeys)) return token;
  return {
    kind: "chain",
    chain: chainOf(sources.env),
    loginExpiredAt: login?.expiresAt,
    ambiguity: ambiguousKeys(sources.env),
    service: async () => (await loginStore()).serviceOrigin(sources),
  };
}

/** Loaded only where a login may be used. */
const loginStore = () => import("./login-store.ts");

function chainOf(env: Environment): CredentialChain {
  const metadata = env.AOM_WORKFLOW_ECS_METADATA === "off" ? [] : [ecsMetadata({ timeout: metadataTimeoutMs })];
  return credentialChain({ env, sources: [environmentKeys(env), profileFile({ env }), ...metadata] });
}
