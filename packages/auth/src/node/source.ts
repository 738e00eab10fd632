import type { AccessKeyOptions } from "../credentials/access-key-options.ts";
import type { SourceContext } from "../credentials/call-source.ts";

/** Credentials as a source found them. */
export interface FoundCredentials extends AccessKeyOptions {
  /** Where they came from, for people. */
  source: string;
  /** Account, if the source names it. */
  domainId?: string | undefined;
  /** IAM endpoint, if the source names it. */
  iamEndpoint?: string | undefined;
}

/** Why a source has no credentials. */
export interface Miss {
  miss: string;
}

/** One place where credentials may be. */
export interface CredentialSource {
  /** Name for messages, such as `environment`. */
  name: string;
  /** May another look find other credentials? */
  renewable: boolean;
  /**
   * Credentials, or why there are none.
   *
   * @param context.signal aborts when no request needs the credentials any more.
   * @throws {CredentialsError} for credentials that are there but broken: a typing error must not select those of someone else.
   */
  load(context: SourceContext): Promise<FoundCredentials | Miss>;
}

/** Values of the environment. */
export type Environment = Readonly<Record<string, string | undefined>>;
