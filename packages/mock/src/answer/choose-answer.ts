import type { RecordedRequest } from "../exchange/recorded-request.ts";

/** Which of the contract's answers Prism gives. */
export interface Answer {
  /** A status that the contract declares for the operation. Default: the lowest 2xx. */
  readonly code?: number;
  /** The name of an example that the contract has for this status. Default: the first. */
  readonly example?: string;
}

/** One answer for every request, or a choice by the request. */
export type Answers = Answer | ((request: RecordedRequest) => Answer | undefined);

/**
 * The `Prefer` header that makes Prism give the chosen answer. A request that brings its own is left alone.
 *
 * @see https://github.com/stoplightio/prism/blob/master/packages/http-server/src/getHttpConfigFromRequest.ts
 */
export function preferFor(answers: Answers | undefined, request: RecordedRequest): string | undefined {
  if (request.headers.prefer !== undefined) return undefined;
  const answer = typeof answers === "function" ? answers(request) : answers;
  const preferences = [answer?.code && `code=${answer.code}`, answer?.example && `example=${answer.example}`].filter(Boolean);
  return preferences.length > 0 ? preferences.join(", ") : undefined;
}
