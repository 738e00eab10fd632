import type { PlainRequest } from "../request/plain-request.ts";
import type { PlainResponse } from "../response/plain-response.ts";
import { endingOf } from "./ending-of.ts";
import { FetchedAnswer } from "./fetched-answer.ts";
import { brokenOff } from "./incomplete.ts";
import { isNotSentError, NotSentError } from "./not-sent-error.ts";
import { provesNotSent } from "./proves-not-sent.ts";
import { isStillDue, noLongerDue } from "./still-due.ts";
import type { Ending, Transport } from "./transport.ts";

type Fetch = typeof globalThis.fetch;

/**
 * Sends with a `fetch`: the platform's, looked up at each call, or the one that is handed in.
 *
 * Only errors of the platform's own can prove that nothing was sent. A caller's function may have sent the request elsewhere before,
 * or twice, so that its errors leave it open. It may ignore the signal and answer with less than a whole `Response`.
 */
export function fetchTransport(fetch?: Fetch): Transport {
  let obeysClose: boolean | undefined;
  return (request, options) => {
    const ending = endingOf(options);
    if (ending.ended) return Promise.reject(new NotSentError(ending.reason));
    if (!isStillDue(options)) return Promise.reject(new NotSentError(noLongerDue()));
    const sender = fetch ?? globalThis.fetch;
    // Also of what only reads: a connection that it left behind could serve a request that must not be done twice, and bring it the response
    // to nothing.
    const closing = { ...request, headers: { ...request.headers, connection: "close" } };
    const answer = sendWith(sender, closing, ending, options.maxBytes);
    if (!options.ownConnection) return answer;
    obeysClose ??= mayClose();
    return obeysClose ? answer : answer.then(maybeSecond, disbelieved);
  };
}

/**
 * May a request ask for a connection of its own? Browsers take the header away, reuse connections, and resend a POST on their own
 * when a reused one dies, so that a response may be that to the second of two requests. workerd keeps the header and reuses connections all
 * the same, so only those are believed on which sockets have shown it: Node, Bun and Deno.
 *
 * @see https://fetch.spec.whatwg.org/#forbidden-request-header
 * @see https://developers.cloudflare.com/workers/runtime-apis/web-standards/#navigatoruseragent
 */
function mayClose(): boolean {
  const { process, navigator } = globalThis as { process?: { versions?: { node?: string } }; navigator?: { userAgent?: string } };
  try {
    if (process?.versions?.node === undefined || navigator?.userAgent === "Cloudflare-Workers") return false;
    return new Request("http://localhost", { headers: { connection: "close" } }).headers.has("connection");
  } catch {
    return false;
  }
}

/**
 * A function that passes on its first argument alone, `(request) => fetch(request)`, would send a GET without credentials if that was an
 * address. As a text it is one, for a `fetch` that does not know the `Request` of the platform.
 */
function wholeRequest(url: string, init: RequestInit): Request | string {
  try {
    return Object.defineProperty(new Request(url, init), "toString", { value: () => url });
  } catch {
    return url;
  }
}

function maybeSecond(answer: PlainResponse): PlainResponse {
  return { ...answer, maybeSentTwice: true };
}

/** The connection that was never established may have been the second. */
function disbelieved(error: unknown): never {
  throw isNotSentError(error) ? error.cause : error;
}

function sendWith(fetch: Fetch, request: PlainRequest, ending: Ending, maxBytes: number): Promise<PlainResponse> {
  let answer: FetchedAnswer | undefined;
  // A `Request` listens to its signal for as long as it is not collected: not to one that may live longer than the call.
  const controller = new AbortController();
  return new Promise((resolve, reject) => {
    receive().then(resolve, reject).then(release);
    ending.onEnd(end);
    function end(): void {
      controller.abort(ending.reason);
      if (answer) resolve(answer.cutShort(brokenOff(ending.reason)));
      else reject(ending.reason);
    }
    function release(): void {
      ending.offEnd(end);
    }
  });

  async function receive(): Promise<PlainResponse> {
    const { method, url, headers, body = null } = request;
    const isPlatforms = fetch === globalThis.fetch;
    const init = { method, headers, body, redirect: "manual", signal: ending.signal } as const;
    let response: unknown;
    try {
      // Not as a method of anything: browsers and workers refuse that as an illegal invocation.
      response = await fetch(isPlatforms ? url : wholeRequest(url, { ...init, signal: controller.signal }), init);
    } catch (error) {
      throw isPlatforms && provesNotSent(error) ? new NotSentError(error) : error;
    }
    answer = new FetchedAnswer(response);
    // The promise is settled already: this `fetch` ignored the signal.
    if (ending.ended) return answer.cutShort(brokenOff(ending.reason));
    return answer.read(maxBytes);
  }
}
