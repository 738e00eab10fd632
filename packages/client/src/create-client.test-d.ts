import type { Result, Success } from "@aom-workflow/http";
import type { Execution, RestartInput, RunWorkflowErrors, StatusResult } from "@aom-workflow/types";
import { expectTypeOf } from "vitest";
import { listExecutions } from "../test/invented-operation.ts";
import { type Acted, type ActOptions, type ActResult, type AnyCallError, type Client, isApiError } from "./index.ts";

declare const aom: Client;
const node = { workflowId: "w", executionId: "e", nodeId: "n" };

// Hovering over a method shows the names of the contract.
expectTypeOf(aom.restart).toEqualTypeOf<(input: RestartInput, options?: ActOptions) => Promise<Acted>>();
expectTypeOf(aom.safe.restart).toEqualTypeOf<(input: RestartInput, options?: ActOptions) => Promise<ActResult>>();
expectTypeOf(aom.operate).returns.toEqualTypeOf<Promise<Acted>>();
expectTypeOf(aom.runWorkflow).returns.toEqualTypeOf<Promise<Success<Execution>>>();
expectTypeOf(aom.safe.runWorkflow).returns.toEqualTypeOf<Promise<Result<Execution, RunWorkflowErrors>>>();
for await (const workflow of aom.workflows()) expectTypeOf(workflow.name).toEqualTypeOf<string | undefined>();
for await (const row of aom.stoppedExecutions()) {
  if (row.error === undefined) expectTypeOf(row.executionId).toEqualTypeOf<string>();
}

// Success and failure are distinguished by a literal, never by whether something is truthy.
const result = await aom.safe.restart(node);
if (result.ok) {
  expectTypeOf(result.outcome).toEqualTypeOf<"applied">();
  expectTypeOf(result.data).toEqualTypeOf<StatusResult>();
  expectTypeOf(result.data.result).toEqualTypeOf<string | Record<string, never> | undefined>();
} else {
  expectTypeOf(result.outcome).toEqualTypeOf<"rejected" | "not-sent" | "unknown">();
  expectTypeOf(result.error).toExtend<AnyCallError>();
  if (result.status === 401) {
    expectTypeOf(result.error.status).toEqualTypeOf<401>();
    expectTypeOf(result.error.body.error_code).toEqualTypeOf<string>();
  }
  if (result.status === undefined && result.error.code === "invalid-response") expectTypeOf(result.error.excerpt).toEqualTypeOf<string>();
  // @ts-expect-error 418 is not in the contract, so comparing with it is a slip
  result.status === 418;
}

// A caught error narrows by guard, then by status.
declare const caught: unknown;
if (isApiError(caught) && caught.status === 429) {
  expectTypeOf(caught.retryAfter).toEqualTypeOf<number | undefined>();
  expectTypeOf(caught.body.error_code).toEqualTypeOf<string>();
}

// A custom operation brings its own types.
const listed = await aom.call(listExecutions, { limit: 2 });
if (listed.ok) expectTypeOf(listed.data.executions).toEqualTypeOf<readonly { readonly id: string }[]>();
else if (listed.status === 404) expectTypeOf(listed.error.body).toEqualTypeOf<{ readonly error_code: string }>();

// What the contract refuses, the types refuse.
// @ts-expect-error unknown action
await aom.operate({ ...node, action: "pause" });
// @ts-expect-error nodeId is missing
await aom.restart({ workflowId: "w", executionId: "e" });
// @ts-expect-error restart has decided on its action
await aom.restart({ ...node, action: "skip" });
// @ts-expect-error a limit is a number
await aom.call(listExecutions, { limit: "2" });
