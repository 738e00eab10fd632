import type { Operation } from "@aom-workflow/types";
import { call } from "./call.ts";
import type { Connection } from "./connection.ts";
import type { CallOptions } from "./options.ts";
import type { Result, Success } from "./result.ts";

/** A method that calls an operation with some input, which may be left out if nothing in it is required. */
export type Method<Input, Answer> =
  Record<never, never> extends Input
    ? (input?: Input, options?: CallOptions) => Promise<Answer>
    : (input: Input, options?: CallOptions) => Promise<Answer>;

/** Methods that throw on failure. */
export type Methods<Operations> = {
  readonly [Name in keyof Operations]: Operations[Name] extends Operation<infer Input, infer Output, infer _>
    ? Method<Input, Success<Output>>
    : never;
};

/** The same methods, which never throw but return a union discriminated by `ok` and `status`. */
export type SafeMethods<Operations> = {
  readonly [Name in keyof Operations]: Operations[Name] extends Operation<infer Input, infer Output, infer Errors>
    ? Method<Input, Result<Output, Errors>>
    : never;
};

/**
 * A method for each operation, by the names that they have in `operations`. Each may be called on its own, without the object before the dot.
 *
 * @example
 * const aom = methodsOf({ restart: restartOperation }, connection);
 * await aom.restart({ workflowId, executionId, nodeId });
 */
export function methodsOf<Operations extends { readonly [Name in keyof Operations]: Operation }>(
  operations: Operations,
  connection: Connection,
): Methods<Operations> & { readonly safe: SafeMethods<Operations> } {
  const throwing: Record<string, unknown> = {};
  const safe: Record<string, unknown> = {};
  for (const [name, operation] of Object.entries<Operation>(operations)) {
    safe[name] = (input: unknown = {}, options?: CallOptions) => call(connection, operation, input, options);
    throwing[name] = async (input: unknown = {}, options?: CallOptions) => successOf(await call(connection, operation, input, options));
  }
  return { ...throwing, safe } as Methods<Operations> & { readonly safe: SafeMethods<Operations> };
}

/** The success of a result. @throws its error. */
export function successOf<Output, Errors>(result: Result<Output, Errors>): Success<Output> {
  if (result.ok) return result;
  throw result.error;
}
