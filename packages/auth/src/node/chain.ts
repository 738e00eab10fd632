import type { Authenticate, AuthenticateContext, PlainRequest } from "@aom-workflow/http";
import type { OptionKinds } from "@aom-workflow/http/internal";
import type { AccessKeyOptions } from "../credentials/access-key-options.ts";
import { contextKinds, type SourceContext } from "../credentials/call-source.ts";
import type { Clock } from "../credentials/clock.ts";
import { checkId, shortenAccessKeyId } from "../credentials/credential-checks.ts";
import { CredentialsError } from "../credentials/credentials-error.ts";
import { optionsOf } from "../credentials/read-options.ts";
import { renewableKeys } from "../credentials/renewable-keys.ts";
import { ecsMetadata } from "./ecs-metadata.ts";
import { environmentKeys } from "./environment.ts";
import { explicitKeys } from "./explicit.ts";
import { type ProfileOptions, profileFile } from "./profile-file.ts";
import type { CredentialSource, Environment, FoundCredentials } from "./source.ts";

/** Where a chain looks. */
export interface CredentialChainOptions {
  /** Keys that take precedence over all other sources; half a pair is an error. */
  explicit?: Partial<AccessKeyOptions> | undefined;
  /** Default: `process.env`. */
  env?: Environment | undefined;
  /** Which profile file and section to read. */
  profile?: Omit<ProfileOptions, "env"> | undefined;
  /** Project that the keys are used for; takes precedence over that of the source. A call for another project is refused. */
  projectId?: string | undefined;
  /** The places, in order. Default: explicit, environment, profile file, ECS metadata. */
  sources?: readonly CredentialSource[] | undefined;
  /** The clock, in milliseconds. Default `Date.now`. */
  clock?: Clock | undefined;
}

const optionKinds: OptionKinds<CredentialChainOptions> = {
  explicit: "value",
  env: "value",
  profile: "value",
  projectId: "value",
  sources: "value",
  clock: "value",
};

/** The credentials that a chain found, without secrets. */
export interface ChainFindings {
  /** Where the credentials are, for people. */
  source: string;
  /** The access key id, shortened. */
  accessKeyId: string;
  projectId?: string | undefined;
  domainId?: string | undefined;
  iamEndpoint?: string | undefined;
  /** The places that were looked at before, and why they did not serve. */
  misses: readonly string[];
}

/** Authenticates with the first credentials of a chain. */
export interface CredentialChain extends Authenticate {
  /** Looks now, without a request, and returns what was found. */
  resolve(context?: Partial<SourceContext>): Promise<ChainFindings>;
  /** The project of the source: `HUAWEICLOUD_SDK_PROJECT_ID`, or `project_id` of the profile file. */
  projectId(context: SourceContext): string | undefined | Promise<string | undefined>;
}

/**
 * Looks for access keys: handed in, in the environment, in the profile file, in the ECS metadata service. The first source that has
 * any serves from then on, and is asked again when its keys expire. Broken keys end the search with an error that names them.
 *
 * @throws {CredentialsError} with the request or `resolve()`: `no-credentials`, listing what was tried and why it did not serve, or the source's own error.
 */
export function credentialChain(given: CredentialChainOptions = {}): CredentialChain {
  const options = optionsOf(given, optionKinds);
  const { explicit, env, profile, clock } = options;
  const { sources = [explicitKeys(explicit), environmentKeys(env), profileFile({ ...profile, env }), ecsMetadata()] } = options;
  const own = options.projectId === undefined ? undefined : checkId(options.projectId, { what: "project id", source: "projectId" });
  let chosen: CredentialSource | undefined;
  let misses: string[] = [];
  const { authenticate, current } = renewableKeys<FoundCredentials>({ get: search, source: "the credential chain", clock, projectId: own });

  return Object.assign((request: PlainRequest, context: AuthenticateContext) => authenticate(request, context), {
    renew: () => chosen?.renewable === true && authenticate.renew(),
    projectId: (context: SourceContext) => authenticate.projectId(context),
    async resolve(context: Partial<SourceContext> = {}) {
      const { signal = new AbortController().signal } = optionsOf(context, contextKinds);
      const { source, accessKeyId, projectId, domainId, iamEndpoint } = await current(signal);
      return { source, accessKeyId: shortenAccessKeyId(accessKeyId), projectId: own ?? projectId, domainId, iamEndpoint, misses };
    },
  });

  async function search(context: SourceContext): Promise<FoundCredentials> {
    misses = [];
    for (const source of chosen ? [chosen] : sources) {
      const found = await source.load(context);
      context.signal.throwIfAborted();
      if (!("miss" in found)) {
        chosen = source;
        return found;
      }
      misses.push(`${source.name}: ${found.miss}`);
    }
    throw new CredentialsError(
      "no-credentials",
      `No credentials were found (${misses.join("; ")}); set HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK.`,
      { source: "credential chain", tried: misses },
    );
  }
}
