import { type CallOptions, type Connection, call, type Success } from "@aom-workflow/http";
import type { Operation } from "@aom-workflow/types/iam";
import { CredentialsError } from "../credentials/credentials-error.ts";
import { iamFailure } from "./iam-failure.ts";

/** The operations of IAM, loaded when IAM is called: signing with access keys does not need them. */
export const iamOperations = () => import("@aom-workflow/types/iam");

/** How a call of IAM is made. */
export interface IamCallOptions extends Pick<CallOptions, "signal" | "retry"> {
  /** The purpose of the call, for messages: `the login`. */
  purpose: string;
  /** Texts in the body that no message may repeat. */
  secrets?: readonly string[];
}

/**
 * Calls IAM: its contract says whether the request is sent again.
 *
 * @throws {CredentialsError} for every failure but an abort, which throws the reason of the signal.
 */
export async function callIam<Input, Output, Errors>(
  connection: Connection,
  operation: Operation<Input, Output, Errors>,
  input: Input,
  { purpose, secrets, ...options }: IamCallOptions,
): Promise<Success<Output>> {
  const result = await call(connection, operation, input, options);
  if (result.ok) return result;
  const failure = iamFailure(result.error, { connection, purpose, secrets });
  // A refusal counts even if its body was never read: the next call must not try the same password.
  if (failure.code !== "login-refused") options.signal?.throwIfAborted();
  throw failure;
}

/** IAM as messages call it. */
export function nameOfIam({ endpoint }: Pick<Connection, "endpoint">): string {
  return `IAM (${endpoint})`;
}

/** The error of a success without the expected content. @param what is wrong with it, to be read after `a response` */
export function unusable(connection: Pick<Connection, "endpoint">, purpose: string, what: string): CredentialsError {
  const source = nameOfIam(connection);
  return new CredentialsError("unexpected-response", `${source} answered ${purpose} with a response ${what}; check the endpoint.`, {
    source,
  });
}
