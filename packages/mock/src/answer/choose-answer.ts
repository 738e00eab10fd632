import type { RecordedRequest } from "../exchange/recorded-request.ts";
import { type Check, isObject, object, optional, shown, status, word } from "../options/shape.ts";

/** A response of the contract. */
export interface Answer {
  /** A status that the contract declares for the operation, 200 to 599. Default: the lowest 2xx. */
  readonly code?: number;
  /** The name of one of the contract's examples for this status. Default: the first. */
  readonly example?: string;
}

/** One answer for every request, or a choice by the request. */
export type Answers = Answer | ((request: RecordedRequest) => Answer | undefined);

const shape = object<Answer>({ code: optional(status), example: optional(word) });

/** Says what is wrong with a response, or nothing. */
export const answerShape: Check = (value, name, at) => (isObject(value) ? shape(value, name, at) : `${anAnswer}, not ${shown(value)}.`);
const anAnswer = 'An answer is an object, such as { code: 404, example: "execution-not-found" }';

/** The response chosen for a request, if any, or a sentence that says why it is invalid. A request with its own `Prefer` is left alone. */
export function answerFor(answers: Answers | undefined, request: RecordedRequest): Answer | string | undefined {
  if (request.headers.prefer !== undefined) return undefined;
  const answer = typeof answers === "function" ? answers(request) : answers;
  return answer === undefined ? undefined : (answerShape(answer, "answer", "answer") ?? answer);
}

/**
 * The `Prefer` header that makes Prism send the chosen answer.
 *
 * @see https://github.com/stoplightio/prism/blob/master/packages/http-server/src/getHttpConfigFromRequest.ts
 */
export function preferFor(answer: Answer | undefined): string | undefined {
  const preferences = [answer?.code && `code=${answer.code}`, answer?.example && `example=${answer.example}`].filter(Boolean);
  return preferences.length > 0 ? preferences.join(", ") : undefined;
}
