import { CredentialsError } from "./errors.ts";

/**
 * Refuses an endpoint that would send credentials in the clear or to a wrong place.
 *
 * @param endpoint scheme, host and optional port.
 * @param options.allowPlainHttp also allows `http` to other hosts than this machine.
 * @returns the endpoint without a trailing slash.
 * @throws {CredentialsError} `insecure-endpoint` for plain `http`, `invalid-option` for what is no endpoint.
 */
export function checkEndpoint(endpoint: string, { allowPlainHttp = false, source = "endpoint" } = {}): string {
  const url = parse(endpoint);
  if (url === undefined || url.username !== "" || url.pathname !== "/" || url.search !== "" || url.hash !== "") {
    throw new CredentialsError(
      "invalid-option",
      `The endpoint (${source}) must be a scheme and a host such as https://iam.cn-north-4.myhuaweicloud.com; correct it.`,
      { source },
    );
  }
  if (url.protocol !== "https:" && !allowPlainHttp && !isLoopback(url.hostname)) {
    throw new CredentialsError(
      "insecure-endpoint",
      `The endpoint ${url.origin} (${source}) would send credentials unencrypted; use https or allow plain http explicitly.`,
      { source },
    );
  }
  return url.origin;
}

function parse(endpoint: string): URL | undefined {
  return URL.canParse(endpoint) && /^https?:/i.test(endpoint) ? new URL(endpoint) : undefined;
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "[::1]" || /^127(\.\d{1,3}){3}$/.test(host);
}
