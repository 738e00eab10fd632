import type { Authenticate } from "@aom-workflow/http";
import { conceal, type OptionKinds, reveal, type Secret } from "@aom-workflow/http/internal";
import { callSource, contextKinds, type SourceContext } from "../credentials/call-source.ts";
import type { Clock } from "../credentials/clock.ts";
import { checkText } from "../credentials/credential-checks.ts";
import { CredentialsError } from "../credentials/credentials-error.ts";
import { optionsOf } from "../credentials/read-options.ts";
import { authenticateByLogin } from "./authenticate-by-login.ts";
import { connectIam, type IamOptions, iamKinds } from "./iam-connection.ts";
import { type ProjectScope, projectScope } from "./project-scope.ts";
import { type Login, requestToken } from "./request-token.ts";
import type { CachedToken, TokenCache } from "./token-cache.ts";

/** A login of an IAM user by password. */
export interface IamPasswordOptions extends IamOptions, ProjectScope {
  /** Name of the IAM user; a HUAWEI ID cannot log in this way. */
  userName: string;
  password: string | Secret;
  /** Name of the account that the user belongs to. */
  domainName: string;
  /** Id of the user; required with `passcode`. */
  userId?: string | undefined;
  /** Passcode of the user's virtual MFA device. A text serves one login; a function is asked for each. */
  passcode?: string | Secret | ((context: SourceContext) => string | Secret | Promise<string | Secret>) | undefined;
  /** Keeps the token beyond this process, such as `diskTokenCache()` of `@aom-workflow/auth/node`. */
  cache?: TokenCache | undefined;
  /** The clock, in milliseconds. Default `Date.now`. */
  clock?: Clock | undefined;
}

const optionKinds: OptionKinds<IamPasswordOptions> = {
  ...{ ...iamKinds, projectId: "value", projectName: "value" },
  userName: "value",
  password: "value",
  domainName: "value",
  userId: "value",
  passcode: "value",
  cache: "value",
  clock: "value",
};

/**
 * Authenticates by an IAM token for a user name and password: one login for all concurrent requests, and another before the token expires.
 * A refused login is never retried automatically, since wrong passwords lock the user; its error stays until a new `iamPassword` is made. After another failure
 * calls get that error without another login for as long as IAM asks, else for 1 s, doubling up to 30 s while it fails.
 *
 * @throws {CredentialsError} at once for options that cannot be right; with the request `login-refused`, `login-unreachable` or `unexpected-response`.
 *
 * Source: https://support.huaweicloud.com/api-iam/iam_30_0001.html
 */
export function iamPassword(given: IamPasswordOptions): Authenticate {
  const options = optionsOf(given, optionKinds);
  const { domainName, userName, cache, clock } = options;
  return authenticateByLogin({ ...passwordLogin(options), who: `${domainName}/${userName}`, cache, clock, refusalIsFinal: true });
}

/**
 * Logs in to IAM with a password, once, and gives the token to keep. Neither reads nor writes `cache`.
 *
 * @param context.signal ends the login at once.
 * @throws {CredentialsError} as {@link iamPassword}; an abort throws the reason of the signal.
 */
export async function logIn(options: IamPasswordOptions, context: Partial<SourceContext> = {}): Promise<CachedToken> {
  const { signal = new AbortController().signal } = optionsOf(context, contextKinds);
  return requestToken(passwordLogin(optionsOf(options, optionKinds)), signal);
}

function passwordLogin(options: IamPasswordOptions): Login {
  const user = {
    name: checkText(options.userName, { what: "user name", source: "userName" }),
    domain: { name: checkText(options.domainName, { what: "account name", source: "domainName" }) },
  };
  const password = conceal(checkText(options.password, { what: "password", source: "password" }));
  const secondFactor = readSecondFactor(options);
  return {
    scope: projectScope(options, options.region),
    connection: connectIam(options),
    async identity(context) {
      const first = { user: { ...user, password: password.reveal() } };
      return secondFactor === undefined
        ? { methods: ["password"], password: first }
        : { methods: ["password", "totp"], password: first, totp: await secondFactor(context) };
    },
  };
}

type SecondFactor = (context: SourceContext) => Promise<{ user: { id: string; passcode: string } }>;

function readSecondFactor({ passcode, userId }: IamPasswordOptions): SecondFactor | undefined {
  if (passcode === undefined) return undefined;
  const id = checkText(userId, { what: "user id, which a login with a passcode requires", source: "userId" });
  let used = false;
  return async ({ signal }) => {
    if (used && typeof passcode !== "function") {
      throw new CredentialsError(
        "expired-credentials",
        "The one-time passcode has been used; give `passcode` as a function to log in again.",
        { source: "passcode" },
      );
    }
    used = true;
    const value = typeof passcode === "function" ? await callSource(passcode, "the passcode function", signal) : passcode;
    return { user: { id, passcode: reveal(checkText(value, { what: "passcode", source: "passcode" })) } };
  };
}
