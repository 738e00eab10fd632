import type { Operation, Parameter } from "@aom-workflow/types";
import type { Failure } from "../failure/failure.ts";
import { buildRequest } from "../request/build-request.ts";
import { placeInput } from "../request/place-input.ts";
import type { PlainRequest } from "../request/plain-request.ts";
import { redactorFor } from "../request/redact.ts";
import type { Authenticate } from "./authenticate.ts";
import type { Connection } from "./connection.ts";
import { type Deadline, interrupted } from "./deadline.ts";
import type { CallOptions } from "./options.ts";

/** The request of a call, complete but for its credentials, and the project that it is for. */
export interface Plan {
  readonly request: PlainRequest;
  readonly projectId: string | undefined;
}

/** Name of the input that the project is. */
const projectInput = "projectId";

/**
 * Makes the request of a call. A project that neither the call nor the connection names is asked of the credentials.
 *
 * @throws InvalidInputError naming the first input that is not usable.
 */
export function planRequest(
  connection: Connection,
  operation: Operation,
  input: unknown,
  deadline: () => Deadline,
  { headers, secrets }: Pick<CallOptions, "headers" | "secrets"> = {},
): Plan | Promise<Plan | { failure: Failure }> {
  const named = (input as Record<string, unknown> | null | undefined)?.[projectInput] ?? connection.projectId;
  const plan = (projectId: unknown): Plan => ({
    request: buildRequest(connection.endpoint, operation, placeInput(operation, input, { [projectInput]: projectId }), {
      ...connection.headers,
      ...headers,
    }),
    projectId: projectId as string | undefined,
  });
  if (named !== undefined) return plan(named);
  const { authenticate } = connection;
  const others = operation.parameters.filter((parameter) => !isProject(parameter));
  if (others.length === operation.parameters.length || !hasProject(authenticate)) return plan(named);
  // No project is looked up for an input that is not usable.
  placeInput({ ...operation, parameters: others }, input, {});
  return projectOfCredentials(authenticate, deadline(), secrets).then((found) => ("failure" in found ? found : plan(found.projectId)));
}

/** Whether there is something to ask; what throws when it is looked at is asked, so that the failure is that of the credentials. */
function hasProject(authenticate: Authenticate | undefined): authenticate is Authenticate {
  try {
    return Boolean(authenticate?.projectId);
  } catch {
    return true;
  }
}

function isProject({ input, scope }: Parameter): boolean {
  return input === projectInput && scope === "connection";
}

async function projectOfCredentials(
  authenticate: Authenticate,
  deadline: Deadline,
  secrets: readonly string[] | undefined,
): Promise<{ readonly projectId: unknown } | { readonly failure: Failure }> {
  try {
    // Stryker disable next-line OptionalChaining: checked before, and what throws is caught.
    return { projectId: await deadline.race(Promise.resolve(authenticate.projectId?.({ signal: deadline.signal }))) };
  } catch (thrown) {
    const redactor = redactorFor({}, secrets);
    const cause = redactor.cause(thrown);
    // Stryker disable next-line StringLiteral: the worst attempt counts, and an unknown word counts as little.
    return { failure: interrupted(deadline, "not-sent", redactor) ?? { code: "authentication", outcome: "not-sent", cause } };
  } finally {
    deadline.release();
  }
}
