import { it } from "vitest";
import { expectLinear } from "../../../tools/lab/linear.ts";
import { endpointProblem, normaliseEndpoint } from "./request/endpoint.ts";
import { percentEncode } from "./request/percent-encode.ts";
import { redactorFor } from "./request/redact.ts";
import { tokenProblem } from "./request/token-problem.ts";
import { isErrorBody, readErrorBody } from "./response/error-body.ts";
import { isMediaType } from "./response/media-type.ts";
import { readResponse } from "./response/read-response.ts";
import { parseRetryAfter } from "./response/retry-after.ts";
import { serverText } from "./response/server-text.ts";
import { decodeText } from "./transport/decode-text.ts";
import { idleTime } from "./transport/node/idle-time.ts";

const secret = "a".repeat(40);
const redactor = redactorFor({ "x-auth-token": secret, authorization: `SDK-HMAC-SHA256 Signature=${secret}` }, [
  "漢".repeat(20),
  "%41".repeat(20),
]);
const expected = { success: [200], errors: [400] };
const answerOf = (status: number, text: string) => readResponse(expected, { status, text, headers: {} }, redactor, 0);

const functions: Readonly<Record<string, (text: string) => unknown>> = {
  "redact a text": (text) => redactor.text(text),
  "redact JSON": (text) => redactor.parse(JSON.stringify([text, { [text]: text }])),
  "redact an error": (text) => redactor.cause(new Error(text)),
  "read a success": (text) => answerOf(200, JSON.stringify({ text })),
  "read a content type": (text) => [`;${text}`, `;"${text}`].map((type) => isMediaType(type, "application/json")),
  "read an error": (text) => answerOf(400, JSON.stringify({ error_code: text, error_msg: text })),
  "read what is neither": (text) => answerOf(502, text),
  "read an error body": (text) => [readErrorBody({ error_code: text, error_msg: text, request_id: text }), isErrorBody({ text })],
  "show a text of a server": (text) => serverText(text, 1_000_000),
  "encode for an address": (text) => percentEncode(text),
  "check an endpoint": (text) => endpointProblem(`http://127.0.0.1/${text}`) ?? normaliseEndpoint(`http://127.0.0.1/${text}`),
  "check a token": (text) => tokenProblem(text),
  "read Retry-After": (text) => parseRetryAfter(text, 0),
  "read Keep-Alive": (text) => idleTime({ "keep-alive": text }),
  "decode a body": (text) => decodeText([new TextEncoder().encode(text)], true),
};

it.each(Object.entries(functions))("to %s takes no longer than in proportion to its length", { timeout: 60_000 }, (_, work) =>
  expectLinear(work),
);
