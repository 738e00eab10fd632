import type { Operation } from "@aom-workflow/types";
import { InvalidInputError, isCallError } from "../failure/errors.ts";
import type { Failure } from "../failure/failure.ts";
import { checkOperation } from "../operation/check-operation.ts";
import type { PlainHeaders } from "../request/plain-request.ts";
import { type OptionKinds, readOptions } from "../request/read-options.ts";
import { credentialsIn, redactorFor } from "../request/redact.ts";
import { guardSecrets, type PreparedRequest } from "../request/show-request.ts";
import { withCredentials } from "./attempt.ts";
import type { Connection } from "./connection.ts";
import { Deadline, interrupted } from "./deadline.ts";
import { type CallOptions, listenToSignal, readHeaders, resolveLimits } from "./options.ts";
import { planRequest } from "./plan-request.ts";
import { toError } from "./to-error.ts";

const optionKinds: OptionKinds<Pick<CallOptions, "signal" | "timeout" | "deadline" | "headers">> = {
  signal: "value",
  timeout: "checked",
  deadline: "checked",
  headers: "value",
};

/**
 * Builds the exact request that a call would send, credentials included, and sends nothing. Printing it shows no secret.
 *
 * @throws InvalidInputError, AuthenticationError, TimeoutError, AbortedError
 */
export async function prepare<Input>(
  connection: Connection,
  operation: Operation<Input>,
  input: Input,
  options: Pick<CallOptions, "signal" | "timeout" | "deadline" | "headers"> = {},
): Promise<PreparedRequest> {
  checkOperation(operation);
  const read = readOptions(options, optionKinds);
  const headers = readHeaders(read.headers);
  const limits = resolveLimits(connection.limits, read);
  const caller = listenToSignal(read.signal);
  try {
    return await prepared(connection, operation, input, headers, () => new Deadline(caller, limits, limits.deadline));
  } finally {
    caller?.release();
  }
}

async function prepared(
  connection: Connection,
  operation: Operation,
  input: unknown,
  headers: PlainHeaders | undefined,
  newDeadline: () => Deadline,
): Promise<PreparedRequest> {
  const plan = await planned(connection, operation, input, headers, newDeadline);
  if ("failure" in plan) throw errorOf(plan.failure, connection, operation);
  const deadline = newDeadline();
  try {
    const { authenticate } = connection;
    const request = await withCredentials(plan.request, { authenticate, deadline, projectId: plan.projectId });
    if (deadline.ended) throw deadline.reason;
    return guardSecrets(request, credentialsIn(request.headers, plan.request.headers));
  } catch (thrown) {
    const redactor = redactorFor(plan.request.headers);
    const cause = redactor.cause(thrown);
    // Stryker disable next-line StringLiteral: the worst attempt counts, and an unknown word counts as little.
    throw errorOf(
      interrupted(deadline, "not-sent", redactor) ?? { code: "authentication", outcome: "not-sent", cause },
      connection,
      operation,
    );
  } finally {
    deadline.release();
  }
}

async function planned(
  connection: Connection,
  operation: Operation,
  input: unknown,
  headers: PlainHeaders | undefined,
  newDeadline: () => Deadline,
) {
  try {
    return await planRequest(connection, operation, input, newDeadline, { headers });
  } catch (thrown) {
    throw isCallError(thrown) ? thrown : new InvalidInputError("input", "could not be read");
  }
}

function errorOf(failure: Failure, { service, hintFor }: Connection, { effect }: Operation) {
  return toError(failure, { service, effect, outcome: "not-sent", attempts: 0, retryable: false, retryRefusal: undefined, hintFor });
}
