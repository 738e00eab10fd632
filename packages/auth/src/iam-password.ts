import type { Authenticate } from "./authenticate.ts";
import type { Clock } from "./clock.ts";
import { checkText } from "./credential-checks.ts";
import { CredentialsError } from "./errors.ts";
import { connectIam, type IamOptions } from "./iam-connection.ts";
import { authenticateByLogin, type ProjectScope, projectScope } from "./iam-login.ts";
import { reveal, type Secret } from "./secret.ts";
import type { TokenCache } from "./token-cache.ts";

/** A login of an IAM user by password. */
export interface IamPasswordOptions extends IamOptions, ProjectScope {
  /** Name of the IAM user; a HUAWEI ID cannot log in this way. */
  userName: string;
  password: string | Secret;
  /** Name of the account that the user belongs to. */
  domainName: string;
  /** Id of the user; needed with `passcode`. */
  userId?: string | undefined;
  /** Passcode of the user's virtual MFA device. A text serves one login; a function is asked for each. */
  passcode?: string | (() => string | Promise<string>) | undefined;
  /** Keeps the token beyond this process, such as `diskTokenCache()` of `@aom-workflow/auth/node`. */
  cache?: TokenCache | undefined;
  /** Tells the time, in milliseconds. Default `Date.now`. */
  clock?: Clock | undefined;
}

/**
 * Authenticates by an IAM token that is got with user name and password: once for all concurrent requests, and again before it ends.
 * A refused login is not repeated by itself, since wrong passwords lock the user; its error stands until a new `iamPassword` is made.
 *
 * @throws {CredentialsError} at once for options that cannot be right; with the request `login-refused`, `login-unreachable` or `unexpected-answer`.
 *
 * Source: https://support.huaweicloud.com/api-iam/iam_30_0001.html
 */
export function iamPassword(options: IamPasswordOptions): Authenticate {
  const { region, cache, clock } = options;
  const user = {
    name: checkText(options.userName, { what: "user name", source: "userName" }),
    password: checkText(options.password, { what: "password", source: "password" }),
    domain: { name: checkText(options.domainName, { what: "account name", source: "domainName" }) },
  };
  const secondFactor = readSecondFactor(options);
  const scope = projectScope(options, region);
  return authenticateByLogin({
    connection: connectIam(options),
    scope,
    who: `${user.domain.name}/${user.name}`,
    cache,
    clock,
    refusalIsFinal: true,
    async identity() {
      const password = { user: { ...user, password: reveal(user.password) } };
      const totp = await secondFactor?.();
      return totp ? { methods: ["password", "totp"], password, totp } : { methods: ["password"], password };
    },
  });
}

type SecondFactor = () => Promise<{ user: { id: string; passcode: string } }>;

function readSecondFactor({ passcode, userId }: IamPasswordOptions): SecondFactor | undefined {
  if (passcode === undefined) return undefined;
  const id = checkText(userId, { what: "user id, which a login with a passcode needs", source: "userId" });
  let used = false;
  return async () => {
    if (used && typeof passcode !== "function") {
      throw new CredentialsError(
        "expired-credentials",
        "The one-time passcode has been used; give `passcode` as a function to log in again.",
        { source: "passcode" },
      );
    }
    used = true;
    const value = typeof passcode === "function" ? await passcode() : passcode;
    return { user: { id, passcode: checkText(value, { what: "passcode", source: "passcode" }) } };
  };
}
