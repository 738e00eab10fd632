import { defaultFetch } from "#fetch";
import { checkEndpoint } from "./endpoint.ts";
import { CredentialsError } from "./errors.ts";
import type { Fetch } from "./fetch.ts";
import { iamEndpoint, type Region } from "./region.ts";

/** Where and how IAM is asked. */
export interface IamOptions {
  /** Region whose IAM is asked; unless `endpoint` is given. */
  region?: Region | undefined;
  /** Scheme and host of IAM, such as `https://iam.myhuaweicloud.com`. */
  endpoint?: string | undefined;
  /** Allows plain `http` to other hosts than this machine. Default false. */
  allowPlainHttp?: boolean | undefined;
  /** Sends the requests. Default: one that, unlike Node's `fetch`, can read headers of 40 KB. */
  fetch?: Fetch | undefined;
  /** Time for one request, in milliseconds. Default 30000. */
  timeout?: number | undefined;
}

/** The same, checked and complete. */
export interface IamConnection {
  endpoint: string;
  fetch: Fetch;
  timeout: number;
}

export function connectIam({ region, endpoint, allowPlainHttp, fetch = defaultFetch, timeout = 30_000 }: IamOptions): IamConnection {
  const address = endpoint ?? (region === undefined ? undefined : iamEndpoint(region));
  if (address === undefined) {
    throw new CredentialsError("invalid-option", "IAM needs a `region` or an `endpoint`; give one of them.", { source: "region" });
  }
  return { endpoint: checkEndpoint(address, { allowPlainHttp: allowPlainHttp ?? false }), fetch, timeout };
}
