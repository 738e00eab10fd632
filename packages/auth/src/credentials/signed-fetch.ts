import type { Authenticate, PlainHeaders } from "@aom-workflow/http";
import { checkHeaders, endpointProblem, type OptionKinds } from "@aom-workflow/http/internal";
import { digest } from "#digest";
import { CredentialsError } from "./credentials-error.ts";
import { optionsOf } from "./read-options.ts";

/** How requests are authenticated and sent. */
export interface SignedFetchOptions {
  /** Sends the authenticated request. Default: the platform's `fetch`. */
  fetch?: ((request: Request) => Promise<Response>) | undefined;
  /** Project that the requests are for. Default: that of the credentials, if they have one. */
  projectId?: string | undefined;
  /** Allows `http` to other than this machine. Credentials then cross the network in clear text. Default: false. */
  allowInsecureHttp?: boolean | undefined;
}

const optionKinds: OptionKinds<SignedFetchOptions> = { fetch: "value", projectId: "value", allowInsecureHttp: "switch" };

/**
 * A `fetch` that authenticates each request: for plain fetch, ky, openapi-fetch and anything else that takes one.
 *
 * Each request is sent once. Redirects are returned, not followed, since they would carry the credentials elsewhere. After a 401 the next request
 * gets fresh credentials, if there are any.
 *
 * @param auth what authenticates, such as `accessKey(…)`.
 * @returns a function like `fetch`. It rejects with a {@link CredentialsError} if there are no credentials, or for an address that would
 *   send them in clear text.
 * @throws {CredentialsError} `invalid-option` for an option that is not usable.
 */
export function signedFetch(auth: Authenticate, options: SignedFetchOptions = {}): typeof globalThis.fetch {
  const { projectId, allowInsecureHttp, fetch: send = globalFetch } = optionsOf(options, optionKinds);
  return async (input, init) => {
    const request = new Request(input, init);
    const { method, signal, redirect } = request;
    const url = withoutFragment(request.url);
    refuseEndpoint(new URL(url).origin, allowInsecureHttp);
    const bytes = new Uint8Array(await request.arrayBuffer());
    const { body, stated } = await describeBody(bytes);
    const headers = { ...Object.fromEntries(request.headers), ...stated };
    const added = sendable(await auth({ method, url, headers, body }, { signal, projectId }));
    const response = await send(
      new Request(request, {
        headers: { ...headers, ...added },
        redirect: redirect === "follow" ? "manual" : redirect,
        ...(request.bodyUsed && { body: bytes }),
      }),
    );
    if (response.status === 401) await auth.renew?.({ signal });
    return response;
  };
}

/** Looked up at each request. */
const globalFetch = (request: Request) => globalThis.fetch(request);

function withoutFragment(url: string): string {
  const fragment = url.indexOf("#");
  return fragment < 0 ? url : url.slice(0, fragment);
}

function refuseEndpoint(origin: string, allowInsecureHttp: boolean | undefined): void {
  const problem = endpointProblem(origin, allowInsecureHttp);
  if (problem !== undefined) throw new CredentialsError("invalid-option", `The address ${origin} ${problem}.`, { source: "url" });
}

/** The platform would refuse them as well, and quote them. */
function sendable(returned: unknown): PlainHeaders {
  const { headers, problem } = checkHeaders(returned);
  if (problem === undefined) return headers;
  throw new CredentialsError("invalid-credentials", `The auth function ${problem}.`, { source: "auth" });
}

/** The body as authentication sees it: text, or, for bytes that are not text, the header that states their hash. */
async function describeBody(bytes: Uint8Array): Promise<{ body?: string; stated?: PlainHeaders }> {
  if (bytes.length === 0) return {};
  try {
    return { body: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { stated: { "x-sdk-content-sha256": await digest.sha256(bytes) } };
  }
}
