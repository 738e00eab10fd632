import { InvalidInputError } from "../failure/errors.ts";
import { isHeaderValue } from "../request/check-headers.ts";
import { endpointProblem, normaliseEndpoint } from "../request/endpoint.ts";
import type { PlainHeaders } from "../request/plain-request.ts";
import { type OptionKinds, readOptions } from "../request/read-options.ts";
import type { Secret } from "../request/secret.ts";
import { fetchTransport } from "../transport/fetch-transport.ts";
import type { Transport } from "../transport/transport.ts";
import { type Authenticate, authenticateWith } from "./authenticate.ts";
import type { TimeLimits } from "./deadline.ts";
import { type Hooks, readHooks } from "./hooks.ts";
import { type Limits, type RetryOption, readHeaders, readRetry, resolveLimits } from "./options.ts";
import { RetryQuota } from "./retry-quota.ts";
import type { HintFor } from "./to-error.ts";

/** How the requests are sent. */
export interface SendingOptions {
  /**
   * Sends a request in place of the default, which is `node:http` on Node and the platform's `fetch` elsewhere. Must obey `redirect: "manual"`
   * and not send anything again. It is called with the whole request, which is its address if it is made a text, and with the same once more
   * as options, so that it may pass on either or both. Of a function handed in here no error proves that nothing was sent, except when it is the platform's own `fetch`.
   */
  readonly fetch?: typeof globalThis.fetch | undefined;
  /** The same on plain data; wins over `fetch`. */
  readonly transport?: Transport | undefined;
}

/** The options of a connection. */
export interface ConnectionOptions extends Limits, SendingOptions {
  /** Scheme, host, optional port and path prefix. */
  readonly endpoint: string;
  /** Allows `http` to other than this machine. Credentials then cross the network in clear text. Default: false. */
  readonly allowInsecureHttp?: boolean | undefined;
  /** The name of the service, for messages: `AOM`. One line, not empty. */
  readonly service: string;
  /** An IAM token (1 to 40960 characters), or a function that gives headers. Without it nothing is added. */
  readonly auth?: string | Secret | Authenticate | undefined;
  /** Project of all calls that do not name another one. */
  readonly projectId?: string | undefined;
  /** How to send again. Default: the policy of the contract. `false`: never. */
  readonly retry?: RetryOption | undefined;
  readonly hooks?: Hooks | undefined;
  /** Value of `User-Agent`. Default: what the platform sends. */
  readonly userAgent?: string | undefined;
  /** Headers that every request has; none for credentials, of the connection, or that say what the body is. */
  readonly headers?: PlainHeaders | undefined;
  /** The remedy for an error, if the service knows more than the gateway in front of it. */
  readonly hintFor?: HintFor | undefined;
}

const connectionOptionKinds: OptionKinds<ConnectionOptions> = {
  endpoint: "value",
  allowInsecureHttp: "switch",
  service: "value",
  auth: "value",
  projectId: "value",
  timeout: "checked",
  deadline: "checked",
  retry: "value",
  hooks: "value",
  userAgent: "value",
  headers: "value",
  hintFor: "value",
  fetch: "value",
  transport: "value",
};

/** A service to call: everything that its calls share. Made by {@link createConnection}. */
export interface Connection {
  readonly endpoint: string;
  readonly service: string;
  readonly authenticate: Authenticate | undefined;
  readonly transport: Transport;
  readonly projectId: string | undefined;
  readonly limits: TimeLimits;
  readonly retry: RetryOption | undefined;
  readonly retryQuota: RetryQuota;
  readonly hooks: Hooks;
  /** Of every request, `User-Agent` among them; names in lower case. */
  readonly headers: PlainHeaders;
  readonly hintFor: HintFor | undefined;
}

/**
 * Makes a connection to a service; nothing is sent yet.
 *
 * @throws InvalidInputError for an option that is not usable.
 */
export function createConnection(given: ConnectionOptions): Connection {
  const options = readOptions(given, connectionOptionKinds);
  const problem = endpointProblem(options.endpoint, options.allowInsecureHttp);
  if (problem) throw new InvalidInputError("endpoint", problem);
  const { service, userAgent } = options;
  if (typeof service !== "string" || !/^\P{Cc}+$/u.test(service))
    throw new InvalidInputError("service", "must be one line of text, such as AOM");
  if (userAgent !== undefined && !isHeaderValue(userAgent))
    throw new InvalidInputError("userAgent", "must be a string without line breaks");
  return {
    endpoint: normaliseEndpoint(options.endpoint),
    service,
    authenticate: options.auth === undefined ? undefined : authenticateWith(options.auth),
    transport: transportOf(options),
    projectId: options.projectId,
    limits: resolveLimits(options),
    retry: options.retry === undefined ? undefined : readRetry(options.retry),
    retryQuota: new RetryQuota(),
    hooks: readHooks(options.hooks),
    headers: { ...readHeaders(options.headers), ...(userAgent !== undefined && { "user-agent": userAgent }) },
    hintFor: options.hintFor,
  };
}

/** The default transport, except on Node. */
const platform = /* @__PURE__ */ fetchTransport();

/** The transport that the options ask for, the platform's `fetch` by default. @throws InvalidInputError for what cannot send. */
export function transportOf({ transport, fetch }: SendingOptions): Transport {
  if (transport !== undefined) return checked("transport", transport);
  return fetch === undefined ? platform : fetchTransport(checked("fetch", fetch));
}

function checked<Sender>(name: string, sender: Sender): Sender {
  if (typeof sender !== "function") throw new InvalidInputError(name, "must be a function");
  return sender;
}
