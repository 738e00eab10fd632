import type { Operation } from "@aom-workflow/types";
import type { ErrorAnswer, Failure } from "../failure/failure.ts";
import type { PlainHeaders } from "../request/plain-request.ts";
import type { Redactor } from "../request/redact.ts";
import { isErrorBody, readErrorBody } from "./error-body.ts";
import { isGatewayUnavailable } from "./gateway.ts";
import { charsetOf, isMediaType } from "./media-type.ts";
import type { PlainResponse } from "./plain-response.ts";
import { parseRetryAfter } from "./retry-after.ts";
import { longest, serverText } from "./server-text.ts";

/** The declared success, or why the response is none. */
export type Reading =
  | {
      readonly ok: true;
      readonly status: number;
      readonly data: unknown;
      readonly requestId: string | undefined;
      readonly headers: PlainHeaders;
    }
  | { readonly ok: false; readonly failure: Failure };

/** The part of an operation that describes its responses. */
export type Expected = Pick<Operation, "success" | "successWords" | "errors">;

/** Decides what a response means. Success is only what the contract declares; a refusal is only what can be read as one. */
export function readResponse(expected: Expected, response: PlainResponse, redactor: Redactor, now: number): Reading {
  const { status, headers } = response;
  if (response.redirected) return unread("unexpected-status", "it came by way of a redirect");
  if (expected.success.includes(status)) {
    const success = readSuccess(expected, response, redactor);
    if ("problem" in success) return unread("invalid-response", success.problem);
    return { ok: true, status, data: success.data, requestId: requestIdOf(headers, redactor), headers };
  }
  if (!expected.errors.includes(status)) return unread("unexpected-status", undeclared(response));
  const error = readError(response, redactor);
  if (typeof error === "string") return unread("invalid-response", error);
  const requestId = requestIdOf(headers, redactor) ?? error.requestId;
  const retryAfter = parseRetryAfter(headers["retry-after"], now);
  return {
    ok: false,
    failure: {
      code: "api-error",
      outcome: response.maybeSentTwice ? "unknown" : outcomeOf(status, error),
      status,
      answer: error,
      requestId,
      retryAfter,
    },
  };

  function unread(code: "unexpected-status" | "invalid-response", problem: string): Reading {
    const failure = { code, outcome: "unknown", status, problem, ...remainsOf(response, redactor, now) } as const;
    return { ok: false, failure };
  }
}

/** A declared 4xx says that nothing was done; so does a gateway that gave up before the back end. Any other 5xx leaves it open. */
function outcomeOf(status: number, error: ErrorAnswer): "rejected" | "unknown" {
  return status < 500 || isGatewayUnavailable(status, error.errorCode) ? "rejected" : "unknown";
}

/** Statuses whose responses have no body. */
const withoutBody = new Set([204, 205]);

function readSuccess({ successWords }: Expected, response: PlainResponse, redactor: Redactor): { data: unknown } | { problem: string } {
  // Stryker disable next-line ObjectLiteral: a missing property reads as undefined.
  if (withoutBody.has(response.status)) return { data: undefined };
  if (isTexts(successWords)) return readText(successWords, response);
  const json = readJson(response, redactor);
  if (typeof json === "string") return { problem: json };
  const data = json.value;
  if (typeof data !== "object" || data === null) return { problem: "the body is not a JSON object or array" };
  if (isErrorBody(data) || isProblem(response)) return { problem: "the body is that of an error" };
  const problem = successWords && (wordProblem(successWords, data as Record<string, unknown>) ?? contradictionIn(data, response.text));
  return problem ? { problem } : { data };
}

function isTexts(words: Expected["successWords"]): words is readonly string[] {
  return Array.isArray(words);
}

/** Where the contract says which texts mean success, the body is one of them, as it is or as a JSON string, or it is not a success. */
function readText(texts: readonly string[], { headers, text, incomplete }: PlainResponse): { data: string } | { problem: string } {
  if (incomplete) return incomplete;
  if (!isOfType(headers, "application/json", "text/plain"))
    return { problem: "the body is neither JSON nor plain text by its content type" };
  const found = texts.find((each) => [each, JSON.stringify(each)].includes(text.trim()));
  return found === undefined ? { problem: `the body is not ${texts.join(" or ")}` } : { data: found };
}

/** Is the body a problem by its content type? See https://www.rfc-editor.org/rfc/rfc9457 */
function isProblem({ headers }: PlainResponse): boolean {
  // Stryker disable next-line StringLiteral: a default that is not a type.
  return isMediaType(headers["content-type"] ?? "", problemJson);
}

const problemJson = "application/problem+json";

/** Is the body of one of these types? One that does not say is. */
function isOfType(headers: PlainHeaders, ...types: readonly string[]): boolean {
  const contentType = headers["content-type"];
  return contentType === undefined || types.some((type) => isMediaType(contentType, type));
}

/** Where the contract says which words mean success, nothing else does: no other word or type, and not their absence. */
function wordProblem(
  words: Exclude<NonNullable<Operation["successWords"]>, readonly string[]>,
  data: Readonly<Record<string, unknown>>,
): string | undefined {
  if (Array.isArray(data)) return "the body is not a JSON object";
  for (const [property, allowed] of Object.entries(words)) {
    const word = data[property];
    if (allowed === "any" && (typeof word !== "string" || word === "")) return `there is no ${property}`;
    if (allowed !== "any" && !allowed.includes(word as string))
      return `the ${property} is not ${allowed.map((it) => `"${it}"`).join(" or ")}`;
  }
  return undefined;
}

/** Words with which a body takes back the success that it claims; the states of an execution are not among them, since only reads have those. */
const failed = /^(fail(ed|ure)?|error|false)$/i;

/** Is there anything beside the word of success that contradicts it? Duplicate names do: which of their values counts is unknown. */
function contradictionIn(data: object, text: string): string | undefined {
  const { status, code, http_code: httpCode, error_msg, error_message, errorMessage } = data as Record<string, unknown>;
  const says = [error_msg, error_message, errorMessage].some((it) => typeof it === "string" && it !== "");
  if (says || failed.test(String(status)) || [status, code, httpCode].some((it) => Number(it) >= 400))
    return "the body is that of an error";
  const names = (json: string) => json.match(/"\s*:/g)?.length ?? 0;
  return names(text) > names(JSON.stringify(JSON.parse(text))) ? "the body has a name twice" : undefined;
}

function readError(response: PlainResponse, redactor: Redactor): ErrorAnswer | string {
  const json = readJson(response, redactor, true);
  if (typeof json === "string") return json;
  const answer = readErrorBody(json.value);
  if (answer === undefined) return "the body contains no error code";
  const { errorMessage } = answer;
  return errorMessage?.includes("\ufffd") ? { ...answer, errorMessage: `${errorMessage} (${notUtf8(response.headers)})` } : answer;
}

function readJson({ headers, text, incomplete }: PlainResponse, redactor: Redactor, isError = false): { value: unknown } | string {
  if (incomplete) return incomplete.problem;
  if (text === "") return "the body is empty";
  if (!isOfType(headers, "application/json", problemJson)) return "the body is not JSON by its content type";
  try {
    const value = redactor.parse(text, isError);
    // Stryker disable next-line ConditionalExpression: a shortcut; a shorter text has no more levels.
    return text.length > 2 * mostLevels && isDeeper(Object(value), mostLevels) ? tooDeep : { value };
  } catch (error) {
    if (Object(error).name === "RangeError") return tooDeep;
    return text.includes("\ufffd") ? notUtf8(headers) : "the body is not valid JSON";
  }
}

/** Levels of a body that are read. Whoever handles it later, to print it for example, may walk through it by recursion, which the stack limits. */
const mostLevels = 1000;
const tooDeep = `the body is nested more than ${mostLevels} levels deep`;

function isDeeper(value: object, levels: number): boolean {
  const inner: readonly unknown[] = Array.isArray(value) ? value : Object.values(value);
  return levels === 0 || inner.some((each) => typeof each === "object" && each !== null && isDeeper(each, levels - 1));
}

/** Bytes that are not UTF-8 become U+FFFD. The charset and coding from the headers are quoted only if they are plain words. */
function notUtf8(headers: PlainHeaders): string {
  const charset = charsetOf(headers["content-type"]);
  const coding = /^[\w-]{1,40}$/.exec(headers["content-encoding"] ?? "")?.[0];
  const says = [charset && `charset ${charset}`, coding && `content encoding ${coding}`].filter(Boolean).join(", ");
  return `the body is not valid UTF-8${says && `, ${says}`}`;
}

function undeclared({ status, headers }: PlainResponse): string {
  if (status >= 300 && status < 400) {
    return `it is a redirect${headers.location === undefined ? "" : " to another address"}, which is never followed`;
  }
  return "the contract does not declare this status";
}

/** Characters in front of a body that are looked through for secrets, of which only few are quoted. Longer than any secret. */
const redactedLength = 64 * 1024;

function remainsOf({ headers, text, incomplete }: PlainResponse, redactor: Redactor, now: number) {
  return {
    contentType: headerText(headers["content-type"], redactor, longest.excerpt),
    // Stryker disable next-line MethodExpression: saves time with a long body.
    excerpt: serverText(redactor.text(text.slice(0, redactedLength)), longest.excerpt),
    requestId: requestIdOf(headers, redactor),
    retryAfter: parseRetryAfter(headers["retry-after"], now),
    cause: redactor.cause(incomplete?.cause),
  };
}

function requestIdOf(headers: PlainHeaders, redactor: Redactor): string | undefined {
  return headerText(headers["x-request-id"], redactor, longest.requestId);
}

function headerText(value: string | undefined, redactor: Redactor, maxLength: number): string | undefined {
  return value === undefined ? undefined : serverText(redactor.text(value), maxLength) || undefined;
}
