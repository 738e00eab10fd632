import type { Authenticate, Secret } from "@aom-workflow/http";
import type { OptionKinds } from "@aom-workflow/http/internal";
import type { Clock } from "../credentials/clock.ts";
import { checkText } from "../credentials/credential-checks.ts";
import { CredentialsError } from "../credentials/credentials-error.ts";
import { optionsOf } from "../credentials/read-options.ts";
import { authenticateByLogin } from "./authenticate-by-login.ts";
import { connectIam, type IamOptions, iamKinds } from "./iam-connection.ts";
import { type ProjectScope, projectScope } from "./project-scope.ts";
import type { TokenCache } from "./token-cache.ts";

/** An agency of another account. */
export interface IamAgencyOptions extends IamOptions, ProjectScope {
  /** Credentials of a user with the role Agent Operator, by token: `iamPassword(…)`, `token(…)` or the token itself. */
  auth: string | Secret | Authenticate;
  /** Name of the agency that the other account made. */
  agencyName: string;
  /** Name of the delegating account; it or `domainId` is required. */
  domainName?: string | undefined;
  /** Id of the delegating account. */
  domainId?: string | undefined;
  /** Keeps the token beyond this process. */
  cache?: TokenCache | undefined;
  /** The clock, in milliseconds. Default `Date.now`. */
  clock?: Clock | undefined;
}

const optionKinds: OptionKinds<IamAgencyOptions> = {
  ...{ ...iamKinds, projectId: "value", projectName: "value" },
  auth: "value",
  agencyName: "value",
  domainName: "value",
  domainId: "value",
  cache: "value",
  clock: "value",
};

/**
 * Authenticates by the token of an agency: acts in the project of an account that has delegated to ours.
 *
 * @throws {CredentialsError} at once for options that cannot be right; with the request `login-refused`, `login-unreachable` or `unexpected-response`.
 *
 * Source: https://support.huaweicloud.com/api-iam/iam_30_0003.html
 */
export function iamAgency(given: IamAgencyOptions): Authenticate {
  const options = optionsOf(given, optionKinds);
  const { auth, domainName, domainId, cache, clock } = options;
  const agency = {
    agency_name: checkText(options.agencyName, { what: "agency name", source: "agencyName" }),
    ...(domainName !== undefined && { domain_name: checkText(domainName, { what: "account name", source: "domainName" }) }),
    ...(domainId !== undefined && { domain_id: checkText(domainId, { what: "account id", source: "domainId" }) }),
  };
  if (domainName === undefined && domainId === undefined) {
    throw new CredentialsError("invalid-option", "An agency requires the delegating account; give `domainName` or `domainId`.", {
      source: "domainName",
    });
  }
  return authenticateByLogin({
    connection: connectIam(options, auth),
    scope: projectScope(options, options.region),
    who: `agency ${JSON.stringify(agency)}`,
    cache,
    clock,
    refusalIsFinal: false,
    identity: () => ({ methods: ["assume_role"], assume_role: agency }),
  });
}
