import type { ErrorCode, Outcome } from "@aom-workflow/client";
import type { Fault } from "@aom-workflow/mock";

/** What sends the requests. */
export type Transport = "fetch" | "node:http";

/** How a call must end. */
export interface End {
  readonly outcome: Outcome;
  /** Kind of the error; nothing where the call succeeds. */
  readonly code?: ErrorCode;
  readonly status?: number;
  /** Requests that the mock reads in the whole call. */
  readonly requests: number;
  readonly attempts: number;
}

/** What a call must end with when the mock does something wrong, and what the case can tell and cannot. */
export interface Case extends End {
  readonly name: string;
  /** One fault for every request, or one for each request in turn and none afterwards. */
  readonly faults: Fault | readonly Fault[];
  /** How the call ends over a transport that rightly knows more or less than the others. */
  readonly over?: Partial<Record<Transport, End>>;
  /** Limit of each attempt, in milliseconds, where the case is about time. Default: 5000. */
  readonly timeout?: number;
  readonly catches: string;
  readonly misses?: string;
}

const once = { requests: 1, attempts: 1 };
const unreadable = { outcome: "unknown", code: "unreadable-answer", status: 200, ...once } as const;
const broken = { outcome: "unknown", code: "connection", ...once } as const;

export const cases: readonly Case[] = [
  { name: "nothing wrong", faults: { kind: "none" }, outcome: "applied", ...once, catches: "a suite that calls everything a failure" },

  // After the request was read.
  { name: "reset after reading", faults: { kind: "reset-after-reading" }, ...broken, catches: "a resend of what may have been done" },
  { name: "closed after reading", faults: { kind: "close-after-reading" }, ...broken, catches: "an empty answer taken for success" },
  {
    name: "no answer",
    faults: { kind: "hang" },
    outcome: "unknown",
    code: "timeout",
    ...once,
    timeout: 150,
    catches: "a call without end, a resend after the time-out",
  },
  { name: "a late answer", faults: { kind: "delay", ms: 60 }, outcome: "applied", ...once, catches: "impatience" },
  {
    name: "an answer after the time-out",
    faults: { kind: "delay", ms: 2_000 },
    outcome: "unknown",
    code: "timeout",
    ...once,
    timeout: 100,
    catches: "a resend while the first is still being done",
  },

  // In the answer.
  { name: "closed in the headers", faults: { kind: "close-mid-headers" }, ...broken, catches: "half a status line taken for an answer" },
  { name: "closed in the body", faults: { kind: "close-mid-body" }, ...unreadable, catches: "half a body taken for success" },
  { name: "reset in the body", faults: { kind: "reset-mid-body" }, ...unreadable, catches: "half a body taken for success" },
  {
    name: "dripping answer in time",
    faults: { kind: "drip", bytes: 64, everyMs: 1 },
    outcome: "applied",
    ...once,
    catches: "a parser that wants it all at once",
  },
  {
    name: "dripping answer out of time",
    faults: { kind: "drip", bytes: 1, everyMs: 50 },
    outcome: "unknown",
    code: "timeout",
    ...once,
    timeout: 200,
    catches: "an idle time-out that every byte resets",
  },
  { name: "truncated JSON", faults: { kind: "truncated-json" }, ...unreadable, catches: "a lenient parser" },
  {
    name: "JSON as text/plain",
    faults: { kind: "wrong-content-type" },
    ...unreadable,
    catches: "a body of unknown origin taken for the documented one",
  },
  {
    name: "JSON as text/html",
    faults: { kind: "wrong-content-type", contentType: "text/html" },
    ...unreadable,
    catches: "a portal page taken for success",
  },
  {
    name: "JSON with a charset",
    faults: { kind: "wrong-content-type", contentType: "application/json;charset=utf-8" },
    outcome: "applied",
    ...once,
    catches: "a content type compared letter by letter",
  },
  { name: "content length too long", faults: { kind: "content-length-too-long" }, ...unreadable, catches: "a short body taken for whole" },
  { name: "content length too short", faults: { kind: "content-length-too-short" }, ...unreadable, catches: "a cut body taken for whole" },
  { name: "bad gzip", faults: { kind: "bad-gzip" }, ...unreadable, catches: "a decoding error that escapes" },
  { name: "gzip bomb", faults: { kind: "endless-gzip" }, ...unreadable, catches: "memory filled by a few bytes" },
  { name: "HTML with 200", faults: { kind: "html", status: 200 }, ...unreadable, catches: "a portal page taken for success" },
  {
    name: "HTML with 401",
    faults: { kind: "html", status: 401 },
    outcome: "unknown",
    code: "unreadable-answer",
    status: 401,
    ...once,
    catches: "a proxy's refusal taken for the service's",
  },
  {
    name: "HTML with 502",
    faults: { kind: "html", status: 502 },
    outcome: "unknown",
    code: "unreadable-answer",
    status: 502,
    ...once,
    catches: "a gateway's page taken for a refusal",
  },
  {
    name: "HTML with 503",
    faults: { kind: "html", status: 503 },
    outcome: "unknown",
    code: "unreadable-answer",
    status: 503,
    ...once,
    catches: "a resend because 503 sounds harmless",
  },
  { name: "empty 200", faults: { kind: "empty-body" }, ...unreadable, catches: "emptiness taken for success" },
  {
    name: "empty 401",
    faults: { kind: "empty-body", status: 401 },
    outcome: "unknown",
    code: "unreadable-answer",
    status: 401,
    ...once,
    catches: "a status alone taken for a refusal",
  },
  {
    name: "empty 500",
    faults: { kind: "empty-body", status: 500 },
    outcome: "unknown",
    code: "unreadable-answer",
    status: 500,
    ...once,
    catches: "a falsy error body taken for no error",
  },
  { name: "null", faults: { kind: "json", value: null }, ...unreadable, catches: "a property read from null" },
  { name: "a bare string", faults: { kind: "json", value: "success" }, ...unreadable, catches: "any JSON taken for success" },
  { name: "an array", faults: { kind: "json", value: [{ result: "success" }] }, ...unreadable, catches: "an array taken for an object" },
  {
    name: "200 with AOM's error",
    faults: { kind: "json", value: { error_code: "AOM.31001405", error_msg: "internal server error.", http_code: "500" } },
    ...unreadable,
    catches: "the status believed against the body",
  },
  {
    name: "200 with IAM's error",
    faults: { kind: "json", value: { error: { code: 401, message: "no", title: "Unauthorized" } } },
    ...unreadable,
    catches: "a nested error overlooked",
  },
  {
    name: "200 with another result",
    faults: { kind: "json", value: { result: "fail" } },
    ...unreadable,
    catches: "any result taken for success",
  },
  {
    name: "500 with AOM's error",
    faults: { kind: "json", status: 500, value: { error_code: "AOM.31001405", error_msg: "internal server error.", http_code: "500" } },
    outcome: "unknown",
    code: "api-error",
    status: 500,
    ...once,
    catches: "a resend after a 500",
  },
  {
    name: "504 of the gateway",
    faults: { kind: "json", status: 504, value: { error_code: "APIGW.0201", error_msg: "Backend timeout." } },
    outcome: "unknown",
    code: "api-error",
    status: 504,
    ...once,
    catches: "the official SDK's resend after a 504",
  },
  {
    name: "404 of AOM",
    faults: { kind: "json", status: 404, value: { error_code: "AOM.31001306", error_msg: "Execution not exist." } },
    outcome: "rejected",
    code: "api-error",
    status: 404,
    ...once,
    catches: "a refusal reported as doubt",
  },
  {
    name: "undeclared 201",
    faults: { kind: "undeclared-status", status: 201 },
    outcome: "unknown",
    code: "undeclared-status",
    status: 201,
    ...once,
    catches: "any 2xx taken for success",
  },
  {
    name: "undeclared 202",
    faults: { kind: "undeclared-status", status: 202 },
    outcome: "unknown",
    code: "undeclared-status",
    status: 202,
    ...once,
    catches: "accepted taken for done",
  },
  {
    name: "undeclared 204",
    faults: { kind: "undeclared-status", status: 204 },
    outcome: "unknown",
    code: "undeclared-status",
    status: 204,
    ...once,
    catches: "no content taken for success",
  },
  {
    name: "undeclared 408",
    faults: { kind: "undeclared-status", status: 408 },
    outcome: "unknown",
    code: "undeclared-status",
    status: 408,
    ...once,
    catches: "every 4xx taken for a refusal",
  },
  {
    name: "undeclared 418",
    faults: { kind: "undeclared-status", status: 418 },
    outcome: "unknown",
    code: "undeclared-status",
    status: 418,
    ...once,
    catches: "every 4xx taken for a refusal",
  },
  ...([301, 302, 303, 307, 308] as const).flatMap((status): Case[] => [
    {
      name: `redirect ${status} to the same place`,
      faults: { kind: "redirect", status },
      outcome: "unknown",
      code: "undeclared-status",
      status,
      ...once,
      catches: "a redirect that is followed, by GET or by POST",
    },
    {
      name: `redirect ${status} to another origin`,
      faults: { kind: "redirect", status, location: "http://localhost:9/elsewhere" },
      outcome: "unknown",
      code: "undeclared-status",
      status,
      ...once,
      catches: "a token carried elsewhere",
      misses: "a follower whose second request is refused",
    },
  ]),
  {
    name: "100 before the answer",
    faults: { kind: "informational" },
    outcome: "applied",
    ...once,
    // Node's fetch breaks off at a 100 that it did not ask for.
    over: { fetch: broken },
    catches: "an interim answer taken for the answer",
  },
  {
    name: "103 before the answer",
    faults: { kind: "informational", status: 103 },
    outcome: "applied",
    ...once,
    catches: "early hints taken for the answer",
  },
  {
    name: "many 102 before the answer",
    faults: { kind: "informational", status: 102, count: 20 },
    outcome: "applied",
    ...once,
    catches: "patience for one interim answer only",
  },
  { name: "oversized headers", faults: { kind: "oversized-headers" }, ...broken, catches: "a header limit that escapes as a bug" },
  { name: "endless headers", faults: { kind: "endless-headers" }, ...broken, catches: "memory filled by headers" },
  { name: "endless body", faults: { kind: "endless-body" }, ...unreadable, catches: "memory filled by a body" },
  { name: "garbage", faults: { kind: "garbage" }, ...broken, catches: "a parse error that escapes" },

  // Refusals that are proven, so that the request may go out again.
  {
    name: "throttled once",
    faults: [{ kind: "throttled" }],
    outcome: "applied",
    requests: 2,
    attempts: 2,
    catches: "a client that gives up too early",
  },
  {
    name: "throttled for good",
    faults: { kind: "throttled" },
    outcome: "rejected",
    code: "api-error",
    status: 429,
    requests: 3,
    attempts: 3,
    catches: "attempts without end",
  },
  {
    name: "throttled, Retry-After 0",
    faults: [{ kind: "throttled", retryAfter: "0" }],
    outcome: "applied",
    requests: 2,
    attempts: 2,
    catches: "zero taken for absent",
  },
  {
    name: "throttled, Retry-After as a date gone by",
    faults: [{ kind: "throttled", retryAfter: "Thu, 01 Jan 2026 00:00:00 GMT" }],
    outcome: "applied",
    requests: 2,
    attempts: 2,
    catches: "a negative delay",
  },
  {
    name: "throttled, Retry-After junk",
    faults: [{ kind: "throttled", retryAfter: "soon" }],
    outcome: "applied",
    requests: 2,
    attempts: 2,
    catches: "NaN as a delay",
  },
  {
    name: "throttled, Retry-After negative",
    faults: [{ kind: "throttled", retryAfter: "-1" }],
    outcome: "applied",
    requests: 2,
    attempts: 2,
    catches: "a negative delay",
  },
  {
    name: "throttled, Retry-After huge",
    faults: { kind: "throttled", retryAfter: "999999999" },
    outcome: "rejected",
    code: "api-error",
    status: 429,
    ...once,
    catches: "a timer that overflows and fires at once",
  },
  {
    name: "gateway unavailable once",
    faults: [{ kind: "gateway-unavailable" }],
    outcome: "applied",
    requests: 2,
    attempts: 2,
    catches: "every 503 taken for doubt",
  },
  {
    name: "gateway unavailable for good",
    faults: { kind: "gateway-unavailable" },
    outcome: "rejected",
    code: "api-error",
    status: 503,
    requests: 3,
    attempts: 3,
    catches: "attempts without end",
  },
  {
    name: "throttled, then broken",
    faults: [{ kind: "throttled" }, { kind: "reset-after-reading" }],
    outcome: "unknown",
    code: "connection",
    requests: 2,
    attempts: 2,
    catches: "an early refusal that covers a later doubt",
  },
  {
    name: "throttled, then gateway unavailable",
    faults: [{ kind: "throttled" }, { kind: "gateway-unavailable" }],
    outcome: "applied",
    requests: 3,
    attempts: 3,
    catches: "one allowance for each kind of refusal",
  },
];
