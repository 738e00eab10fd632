import {
  type Authenticate,
  type Connection,
  createConnection,
  type InvalidInputError,
  isCallError,
  type Secret,
  type SendingOptions,
} from "@aom-workflow/http";
import type { OptionKinds } from "@aom-workflow/http/internal";
import { CredentialsError } from "../credentials/credentials-error.ts";
import { iamEndpoint, type Region } from "./region.ts";

/** Where and how IAM is called. */
export interface IamOptions extends SendingOptions {
  /** Region whose IAM is called; unless `endpoint` is given. */
  region?: Region | undefined;
  /** Scheme and host of IAM, such as `https://iam.myhuaweicloud.com`. */
  endpoint?: string | undefined;
  /** Allows `http` to other than this machine. Passwords and tokens then cross the network in clear text. Default: false. */
  allowInsecureHttp?: boolean | undefined;
  /** Time for each attempt of a call, in milliseconds. Default: 30000. */
  timeout?: number | undefined;
}

export const iamKinds: OptionKinds<IamOptions> = {
  region: "value",
  endpoint: "value",
  allowInsecureHttp: "switch",
  timeout: "checked",
  fetch: "value",
  transport: "value",
};

/**
 * A connection to IAM.
 *
 * @param auth credentials of the calls; a login by password has none.
 * @throws {CredentialsError} `invalid-option`.
 */
export function connectIam(options: IamOptions, auth?: string | Secret | Authenticate): Connection {
  const {
    region,
    endpoint = region === undefined ? undefined : iamEndpoint(region),
    allowInsecureHttp,
    transport,
    fetch,
    timeout,
  } = options;
  if (endpoint === undefined) {
    throw new CredentialsError("invalid-option", "IAM requires a `region` or an `endpoint`; give one of them.", { source: "region" });
  }
  try {
    return createConnection({ service: "IAM", endpoint, auth, allowInsecureHttp, transport, fetch, timeout, userAgent: "aom-workflow" });
  } catch (error) {
    if (!isInvalidInput(error)) throw error;
    const { parameter, problem } = error;
    throw new CredentialsError("invalid-option", `\`${parameter}\` for IAM ${problem}; correct it.`, { source: parameter });
  }
}

function isInvalidInput(error: unknown): error is InvalidInputError {
  return isCallError(error) && error.code === "invalid-input";
}
