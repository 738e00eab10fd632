import type { PlainHeaders, PlainRequest } from "@aom-workflow/http";
import type { Secret } from "@aom-workflow/http/internal";
import { digest } from "#digest";
import { canonicalHeaders } from "./canonical-headers.ts";
import { bodyHash, computeSignature } from "./compute-signature.ts";
import { andThen } from "./maybe-promise.ts";
import { sdkDates } from "./sdk-date.ts";
import { splitUrl } from "./split-url.ts";

/** An access key as a signature needs it. */
export interface RequestKeys {
  accessKeyId: string;
  secretAccessKey: Secret;
  securityToken?: Secret | undefined;
}

/** The values that are signed besides the request. */
export interface SigningContext {
  /** Milliseconds since 1970. */
  now: number;
  projectId: string | undefined;
}

/** Gives the headers that sign a request. */
export type RequestSigner = (request: PlainRequest, context: SigningContext) => PlainHeaders | Promise<PlainHeaders>;

/**
 * Dates and signs requests: `content-type;host;x-project-id;x-sdk-date` and `x-security-token`, as far as they are sent.
 * That is the list of the official SDK for Node, which also leaves a multipart content type out.
 */
export function requestSigner({ accessKeyId, secretAccessKey, securityToken }: RequestKeys): RequestSigner {
  const key = { accessKeyId, hmacSha256: digest.hmacSha256(secretAccessKey.reveal()) };
  const token = securityToken?.reveal();
  const dateOf = sdkDates();
  return ({ method, url, headers: sent, body }, { now, projectId }) => {
    const { host, path, query } = splitUrl(url);
    const date = dateOf(now);
    const stated = sent["x-sdk-content-sha256"];
    const signed = canonicalHeaders({
      "content-type": unlessMultipart(sent["content-type"]),
      host,
      "x-project-id": projectId ?? sent["x-project-id"],
      "x-sdk-content-sha256": stated,
      "x-sdk-date": date,
      "x-security-token": token ?? sent["x-security-token"],
    });
    return andThen(bodyHash(body, stated), (bodyHash) =>
      andThen(computeSignature({ method, path, query, headers: signed, bodyHash }, date, key), ({ authorization }) => {
        const added: Record<string, string> = { authorization, "x-sdk-date": date };
        if (projectId !== undefined) added["x-project-id"] = projectId;
        if (token !== undefined) added["x-security-token"] = token;
        return added;
      }),
    );
  };
}

function unlessMultipart(contentType: string | undefined): string | undefined {
  return contentType?.startsWith("multipart/form-data") ? undefined : contentType;
}
