import { andThen } from "./maybe-promise.ts";
import { formatSdkDate } from "./sdk-date.ts";
import type { Secret } from "./secret.ts";
import { signNormalised } from "./sign.ts";

/** Keys as they go into a request. */
export interface RequestKeys {
  accessKeyId: string;
  secretAccessKey: Secret;
  securityToken?: Secret | undefined;
  projectId?: string | undefined;
}

/**
 * Dates and signs a request in place: `content-type;host;x-project-id;x-sdk-date` and `x-security-token`, as far as they are sent.
 * That is the list of the official SDK for Node, which also leaves a multipart content type out.
 */
export function signRequest(request: Request, keys: RequestKeys, now: number): Request | Promise<Request> {
  const { headers } = request;
  headers.set("x-sdk-date", formatSdkDate(now));
  if (keys.projectId !== undefined) headers.set("x-project-id", keys.projectId);
  if (keys.securityToken !== undefined) headers.set("x-security-token", keys.securityToken.reveal());
  return andThen(readBody(request), (body) => {
    const { method, url } = request;
    const signature = signNormalised({ method, url, headers: headersToSign(request), ...(body && { body }) }, keys);
    return andThen(signature, ({ authorization }) => {
      headers.set("authorization", authorization);
      return request;
    });
  });
}

const signedNames = ["content-type", "host", "x-project-id", "x-sdk-content-sha256", "x-sdk-date", "x-security-token"];

function headersToSign({ headers, url }: Request): Record<string, string> {
  const signed: Record<string, string> = {};
  for (const name of signedNames) {
    const value = headers.get(name) ?? (name === "host" ? hostOf(url) : null);
    if (value !== null && !value.startsWith("multipart/form-data")) signed[name] = value;
  }
  return signed;
}

function readBody(request: Request): Uint8Array | undefined | Promise<Uint8Array> {
  if (request.body === null) return undefined;
  return request
    .clone()
    .arrayBuffer()
    .then((bytes) => new Uint8Array(bytes));
}

/** A `Request` refuses addresses with user information, so the host begins after the slashes. */
function hostOf(url: string): string {
  const start = url.indexOf("//") + 2;
  return url.slice(start, url.indexOf("/", start));
}
