import type { OperationId } from "@aom-workflow/types";
import { endedUnsent } from "#connect-errors";
import type { Authenticate } from "./authenticate.ts";
import { provesNotSent } from "./classify-network-error.ts";
import type { Failure } from "./failure.ts";
import { type Answer, interpretAnswer, type Reading } from "./interpret-answer.ts";
import { type BodyText, readBody } from "./read-body.ts";
import { type Redact, redactCause, redactor } from "./redact.ts";
import type { AttemptLimit } from "./time-limit.ts";

/** What an attempt needs from outside. */
export interface AttemptContext {
  readonly operation: OperationId;
  readonly authenticate: Authenticate;
  readonly fetch: typeof globalThis.fetch;
  readonly limit: AttemptLimit;
}

/** Sends the request once: authenticates it, sends it, reads the answer. Never throws. */
export async function attempt(request: Request, context: AttemptContext): Promise<Reading> {
  const { limit, operation } = context;
  let authenticated: Request;
  try {
    authenticated = await limit.race(Promise.resolve(context.authenticate(new Request(request, { signal: limit.signal }))));
  } catch (cause) {
    return failed(interrupted(limit, "not-sent") ?? { code: "authentication", outcome: "not-sent", cause });
  }
  if (limit.interruption) return failed(interrupted(limit, "not-sent") as Failure);
  const redact = redactor(authenticated.headers);
  let response: Response;
  try {
    response = await limit.race(context.fetch(authenticated, { redirect: "manual", signal: limit.signal }));
  } catch (cause) {
    return failed(interrupted(limit, endedUnsent(limit.signal) ? "not-sent" : "unknown") ?? connectionFailure(cause, redact));
  }
  let body: BodyText;
  try {
    body = await limit.race(readBody(response));
  } catch (cause) {
    return failed(interrupted(limit, "unknown") ?? connectionFailure(cause, redact));
  }
  return interpretAnswer(operation, cleanAnswer(response, body, redact), Date.now());
}

/** The answer without the secrets that a server may have quoted in it. */
function cleanAnswer(response: Response, { text, defect, cause }: BodyText, redact: Redact): Answer {
  const headers = new Headers([...response.headers].map(([name, value]) => [name, redact(value)]));
  const redirected = response.redirected || response.type === "opaqueredirect";
  return { status: response.status, headers, redirected, text: redact(text), defect, cause: redactCause(cause, redact) };
}

function failed(failure: Failure): Reading {
  return { ok: false, failure };
}

function interrupted({ interruption }: AttemptLimit, outcome: "not-sent" | "unknown"): Failure | undefined {
  if (!interruption) return undefined;
  if (interruption.by === "caller") return { code: "aborted", outcome, cause: interruption.reason };
  return { code: "timeout", outcome, limit: interruption.limit, milliseconds: interruption.milliseconds };
}

function connectionFailure(cause: unknown, redact: Redact): Failure {
  return { code: "connection", outcome: provesNotSent(cause) ? "not-sent" : "unknown", cause: redactCause(cause, redact) };
}
