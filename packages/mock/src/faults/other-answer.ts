import type { WireAnswer } from "../answer/reply.ts";
import { jsonAnswer, toWireAnswer } from "../answer/wire-answer.ts";
import type { RecordedRequest } from "../exchange/recorded-request.ts";
import type { EmptyBody, GatewayUnavailable, Html, Json, Redirect, Throttled } from "./answer-fault.ts";
import type { Strike } from "./strike.ts";

export type OtherAnswerFault = Html | EmptyBody | Json | Redirect | Throttled | GatewayUnavailable;

/** Faults that put another whole answer in place of the mock's own. */
export function otherAnswer(fault: OtherAnswerFault, request: RecordedRequest): Strike {
  return { answer: answerFor(fault, request) };
}

function answerFor(fault: OtherAnswerFault, { target }: RecordedRequest): WireAnswer {
  switch (fault.kind) {
    case "html":
      return toWireAnswer({ status: fault.status ?? 502, headers: { "Content-Type": "text/html" }, body: page });
    case "empty-body":
      return toWireAnswer({ status: fault.status ?? 200, headers: { "Content-Type": "application/json" } });
    case "json":
      return jsonAnswer(fault.status ?? 200, fault.value);
    case "redirect":
      return toWireAnswer({ status: fault.status, headers: { Location: fault.location ?? target } });
    case "throttled":
      return jsonAnswer(429, { ...throttled, request_id: requestId }, { "X-Request-Id": requestId, ...retryAfter(fault) });
    case "gateway-unavailable":
      return jsonAnswer(503, { ...iamUnavailable, request_id: requestId }, { "X-Request-Id": requestId, ...retryAfter(fault) });
  }
}

const page = "<!DOCTYPE html><html><head><title>Bad Gateway</title></head><body><h1>Bad Gateway</h1></body></html>";
const requestId = "7f1d9a20c3b84e5f9a6d2b1c0e4f8a35";
const throttled = { error_code: "APIGW.0308", error_msg: "The throttling threshold has been reached." };
const iamUnavailable = { error_code: "APIGW.0613", error_msg: "The IAM service is unavailable." };

function retryAfter(fault: Throttled | GatewayUnavailable): Record<string, string> {
  return fault.retryAfter === undefined ? {} : { "Retry-After": fault.retryAfter };
}
