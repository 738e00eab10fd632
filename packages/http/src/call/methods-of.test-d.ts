import { expectTypeOf } from "vitest";
import type { CreateInput, Errors, ListInput, StartInput, StatusResult } from "../../test/invented-operations.ts";
import { createNode, listNodes, startNode } from "../../test/invented-operations.ts";
import { call } from "./call.ts";
import type { Connection } from "./connection.ts";
import { methodsOf } from "./methods-of.ts";
import type { CallOptions } from "./options.ts";
import type { Result, Success } from "./result.ts";

declare const connection: Connection;
const methods = methodsOf({ start: startNode, list: listNodes, create: createNode }, connection);

// Hovering over a method shows the names of the contract, not how they were made.
expectTypeOf(methods.start).toEqualTypeOf<(input: StartInput, options?: CallOptions) => Promise<Success<StatusResult>>>();
expectTypeOf(methods.create).toEqualTypeOf<(input: CreateInput, options?: CallOptions) => Promise<Success<{ readonly id: string }>>>();
expectTypeOf(methods.safe.start).toEqualTypeOf<(input: StartInput, options?: CallOptions) => Promise<Result<StatusResult, Errors>>>();

// Where nothing is required, nothing needs to be given.
expectTypeOf(methods.list).toEqualTypeOf<
  (input?: ListInput, options?: CallOptions) => Promise<Success<readonly { readonly id: string }[]>>
>();
await methods.list();
await methods.safe.list(undefined, { timeout: 1 });

// A single operation is called with the same types.
expectTypeOf(await call(connection, startNode, { workflowId: "w", nodeId: "n" })).toEqualTypeOf<Result<StatusResult, Errors>>();

// What the contract refuses, the types refuse.
// @ts-expect-error an input is missing
await methods.start({ workflowId: "w" });
// @ts-expect-error nothing is given, although something is required
await methods.start();
// @ts-expect-error an input of another type
await methods.list({ limit: "2" });
// @ts-expect-error an input that is not the operation's
await methods.create({ name: "n", nodeId: "n" });
// @ts-expect-error no such operation
await methods.stop();
