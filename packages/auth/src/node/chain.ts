import { type AccessKeyOptions, accessKey } from "../access-key.ts";
import type { Authenticate } from "../authenticate.ts";
import type { Clock } from "../clock.ts";
import { checkId, shortenAccessKeyId } from "../credential-checks.ts";
import { CredentialsError } from "../errors.ts";
import { ecsMetadata } from "./ecs-metadata.ts";
import { environmentKeys } from "./environment.ts";
import { explicitKeys } from "./explicit.ts";
import { type ProfileOptions, profileFile } from "./profile-file.ts";
import type { CredentialSource, Environment, FoundCredentials } from "./source.ts";

/** Where a chain looks. */
export interface CredentialChainOptions {
  /** Keys that go before everything else; half a pair is an error. */
  explicit?: Partial<AccessKeyOptions> | undefined;
  /** Default: `process.env`. */
  env?: Environment | undefined;
  /** Which profile file and section to read. */
  profile?: Omit<ProfileOptions, "env"> | undefined;
  /** Project id that goes before that of the source. */
  projectId?: string | undefined;
  /** The places, in order. Default: explicit, environment, profile file, ECS metadata. */
  sources?: readonly CredentialSource[] | undefined;
  /** Tells the time, in milliseconds. Default `Date.now`. */
  clock?: Clock | undefined;
}

/** What a chain has settled on, without secrets. */
export interface ChainFindings {
  /** Where the credentials are, for people. */
  source: string;
  /** The access key id, shortened. */
  accessKeyId: string;
  projectId?: string | undefined;
  domainId?: string | undefined;
  iamEndpoint?: string | undefined;
  /** The places that were looked at before, and why they did not serve. */
  misses: string[];
}

/** Authenticates with the first credentials of a chain. */
export interface CredentialChain extends Authenticate {
  /** Looks now, without a request, and tells what was found. */
  resolve(): Promise<ChainFindings>;
}

/**
 * Looks for access keys: handed in, in the environment, in the profile file, in the ECS metadata service. The first source that has
 * any serves from then on, and is asked again when its keys end. Broken keys end the search with an error that names them.
 *
 * @throws {CredentialsError} with the request or `resolve()`: `no-credentials`, listing what was tried and why it did not serve, or the source's own error.
 */
export function credentialChain(options: CredentialChainOptions = {}): CredentialChain {
  const { explicit, env, profile, clock } = options;
  const { sources = [explicitKeys(explicit), environmentKeys(env), profileFile({ ...profile, env }), ecsMetadata()] } = options;
  const projectId = options.projectId === undefined ? undefined : checkId(options.projectId, { what: "project id", source: "projectId" });
  let chosen: CredentialSource | undefined;
  let misses: string[] = [];
  let latest: FoundCredentials | undefined;

  const authenticate = accessKey(async () => {
    latest = await search();
    return { ...latest, projectId: projectId ?? latest.projectId };
  }, clock && { clock });

  return Object.assign((request: Request) => authenticate(request), {
    renew: () => chosen?.renewable === true && (authenticate.renew?.() ?? false),
    async resolve() {
      await authenticate(new Request("https://localhost/"));
      const { source, accessKeyId, domainId, iamEndpoint, ...found } = latest as FoundCredentials;
      return {
        source,
        accessKeyId: shortenAccessKeyId(accessKeyId),
        projectId: projectId ?? found.projectId,
        domainId,
        iamEndpoint,
        misses,
      };
    },
  });

  async function search(): Promise<FoundCredentials> {
    misses = [];
    for (const source of chosen ? [chosen] : sources) {
      const found = await source.load();
      if (!("miss" in found)) {
        chosen = source;
        return found;
      }
      misses.push(`${source.name}: ${found.miss}`);
    }
    throw new CredentialsError(
      "no-credentials",
      `No credentials were found (${misses.join("; ")}); set HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK.`,
      {
        source: "credential chain",
        tried: misses,
      },
    );
  }
}
