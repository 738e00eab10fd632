import type { Operation } from "@aom-workflow/types";
import type { Failure } from "../failure/failure.ts";
import { isRepeatable } from "../failure/outcome.ts";
import { withSafeText } from "../failure/safe-text.ts";
import { checkHeaders } from "../request/check-headers.ts";
import type { PlainHeaders, PlainRequest } from "../request/plain-request.ts";
import { credentialsIn, redactorFor } from "../request/redact.ts";
import type { PlainResponse } from "../response/plain-response.ts";
import { readHeaders } from "../response/read-headers.ts";
import { type Expected, type Reading, readResponse } from "../response/read-response.ts";
import { isNotSentError } from "../transport/not-sent-error.ts";
import type { Transport, TransportOptions } from "../transport/transport.ts";
import type { Authenticate, AuthenticateContext } from "./authenticate.ts";
import { type Deadline, interrupted } from "./deadline.ts";

/** The dependencies of an attempt. */
export interface AttemptContext {
  readonly expected: Expected & Pick<Operation, "effect">;
  readonly authenticate: Authenticate | undefined;
  readonly transport: Transport;
  readonly projectId: string | undefined;
  readonly secrets: readonly string[] | undefined;
  readonly deadline: Deadline;
  readonly mayBeSent?: (() => boolean) | undefined;
}

/** Bytes of a response that are read at most: lists have no end and carry logs, while an action answers with a few words. */
const maxBytes = { reading: 32 * 1024 * 1024, acting: 256 * 1024 };

/** Sends the request once: authenticates it, sends it, reads the response. Never throws. */
export async function attempt(request: PlainRequest, context: AttemptContext): Promise<Reading> {
  const { deadline, secrets } = context;
  let authenticated: PlainRequest;
  try {
    authenticated = await withCredentials(request, context);
  } catch (cause) {
    const redactor = redactorFor(request.headers, secrets);
    return failed(
      interrupted(deadline, "not-sent", redactor) ?? { code: "authentication", outcome: "not-sent", cause: redactor.cause(cause) },
    );
  }
  // Created only once there is a response or an error: many calls may be waiting at the same time.
  const redactor = () => redactorFor(authenticated.headers, secrets, credentialsIn(authenticated.headers, request.headers));
  try {
    if (deadline.interruption) return failed(interrupted(deadline, "not-sent", redactor()) as Failure);
    const answered = await deadline.raceObedient(
      context.transport(authenticated, new AttemptOptions(deadline, context.projectId, context.expected.effect, context.mayBeSent)),
    );
    const response = withPlainHeaders(answered);
    if (response.incomplete && deadline.interruption)
      return failed(interrupted(deadline, "unknown", redactor(), response.status) as Failure);
    return readResponse(context.expected, response, redactor(), Date.now());
  } catch (thrown) {
    const { outcome, cause } = notSentProof(thrown) ?? { outcome: "unknown", cause: thrown };
    const clean = redactor();
    return failed(interrupted(deadline, outcome, clean) ?? { code: "connection", outcome, cause: clean.cause(cause) });
  }
}

/** A caller's transport may return headers as its HTTP library has them; a content type in capitals must count as well. */
function withPlainHeaders(response: PlainResponse): PlainResponse {
  if (typeof response?.status !== "number" || typeof response.text !== "string" || !response.headers)
    throw new TypeError("the transport must resolve with a response: status, headers and text");
  const { headers, incomplete } = readHeaders(response.headers);
  return { ...response, headers, incomplete: response.incomplete ?? incomplete };
}

/** The proof that nothing was sent. An error that claims it without a reason proves nothing. */
function notSentProof(thrown: unknown): { readonly outcome: "not-sent"; readonly cause: unknown } | undefined {
  try {
    return isNotSentError(thrown) ? { outcome: "not-sent", cause: thrown.cause } : undefined;
    // Stryker disable next-line BlockStatement: returning nothing gives undefined too.
  } catch {
    return undefined;
  }
}

/** Adds what the authentication function gives; a function that gives it at once costs no promise. */
export function withCredentials(
  request: PlainRequest,
  { authenticate, deadline, projectId }: Pick<AttemptContext, "authenticate" | "deadline" | "projectId">,
): PlainRequest | Promise<PlainRequest> {
  if (!authenticate) return request;
  const given = authenticate(request, new AttemptOptions(deadline, projectId));
  // Stryker disable next-line ConditionalExpression: a shortcut; a value that is not a promise can be awaited.
  if (typeof (given as PromiseLike<PlainHeaders> | undefined)?.then !== "function") return withHeaders(request, given);
  return deadline.race(given as PromiseLike<PlainHeaders>).then((headers) => withHeaders(request, headers));
}

/** The context that an attempt passes to authentication and transport. `signal` is made only when it is read. */
class AttemptOptions implements TransportOptions, AuthenticateContext {
  readonly maxBytes: number;
  readonly ending: Deadline;
  readonly projectId: string | undefined;
  readonly ownConnection: boolean;
  readonly mayBeSent: (() => boolean) | undefined;

  constructor(deadline: Deadline, projectId: string | undefined, effect?: Operation["effect"], mayBeSent?: () => boolean) {
    this.mayBeSent = mayBeSent;
    this.ending = deadline;
    this.projectId = projectId;
    this.maxBytes = effect === "none" ? maxBytes.reading : maxBytes.acting;
    this.ownConnection = !isRepeatable(effect);
  }

  get signal(): AbortSignal {
    return this.ending.signal;
  }
}

function withHeaders(request: PlainRequest, returned: unknown): PlainRequest {
  const checked = checkHeaders(returned);
  if (checked.problem !== undefined) throw withSafeText(new TypeError(`the auth function ${checked.problem}`));
  return { ...request, headers: { ...request.headers, ...checked.headers } };
}

function failed(failure: Failure): Reading {
  return { ok: false, failure };
}
