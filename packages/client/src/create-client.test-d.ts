import { expectTypeOf } from "vitest";
import type { Client } from "./create-client.ts";
import { type CallError, isApiError } from "./errors.ts";

declare const aom: Client;
const node = { workflowId: "w", executionId: "e", nodeId: "n" };

// Success and failure are told apart by a literal, never by whether something is truthy.
const result = await aom.safe.restart(node);
if (result.ok) {
  expectTypeOf(result.outcome).toEqualTypeOf<"applied">();
  expectTypeOf(result.status).toEqualTypeOf<200>();
  expectTypeOf(result.result).toEqualTypeOf<string | Record<string, never> | undefined>();
} else {
  expectTypeOf(result.outcome).toEqualTypeOf<"rejected" | "not-sent" | "unknown">();
  expectTypeOf(result.error).toExtend<CallError>();
  if (result.status === 401) {
    expectTypeOf(result.error.status).toEqualTypeOf<401>();
    expectTypeOf(result.error.body.error_code).toEqualTypeOf<string>();
  }
  if (result.status === undefined && result.error.code === "unreadable-answer") expectTypeOf(result.error.excerpt).toEqualTypeOf<string>();
  // @ts-expect-error 418 is not in the contract, so comparing with it is a slip
  result.status === 418;
}

// A caught error narrows by guard, then by status.
declare const caught: unknown;
if (isApiError(caught) && caught.status === 429) expectTypeOf(caught.retryAfter).toEqualTypeOf<number | undefined>();

// What the contract refuses, the types refuse.
// @ts-expect-error unknown action
await aom.operate({ ...node, action: "pause" });
// @ts-expect-error nodeId is missing
await aom.restart({ workflowId: "w", executionId: "e" });
