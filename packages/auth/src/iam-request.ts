import type { Operation } from "@aom-workflow/types/iam";
import type { Authenticate } from "./authenticate.ts";
import { explainClockSkew } from "./clock-skew.ts";
import { CredentialsError } from "./errors.ts";
import { type Answer, exchange, unexpected } from "./exchange.ts";
import type { IamConnection } from "./iam-connection.ts";
import { type IamProblem, readIamProblem } from "./iam-problem.ts";

/** One call of IAM. */
export interface IamCall {
  operation: Operation;
  query?: Record<string, string>;
  body?: unknown;
  /** Credentials of the call. A login by password has none. */
  auth?: Authenticate | undefined;
  /** What the call does, for messages: `the login`. */
  purpose: string;
}

/** A successful answer. */
export interface IamAnswer<T> {
  status: number;
  headers: Headers;
  body: Partial<T>;
}

/**
 * Calls IAM. A call with renewable credentials is sent once more after a 401 and a renewal; a login by password has none, so
 * it is never repeated: wrong passwords lock the user.
 *
 * @throws {CredentialsError} `login-refused`, `login-unreachable` or `unexpected-answer`.
 */
export async function callIam<T>(connection: IamConnection, call: IamCall): Promise<IamAnswer<T>> {
  const peer = `IAM (${connection.endpoint})`;
  let answer = await attempt(connection, call, peer);
  if (answer.status === 401 && (await call.auth?.renew?.())) answer = await attempt(connection, call, peer);
  if (answer.status < 200 || answer.status > 299) throw refusal(answer, call.purpose, peer);
  return { status: answer.status, headers: answer.headers, body: readObject(answer, peer) as Partial<T> };
}

async function attempt(connection: IamConnection, { operation, query, body, auth }: IamCall, peer: string): Promise<Answer> {
  const search = new URLSearchParams(query).toString();
  const request = new Request(`${connection.endpoint}${operation.path}${search && `?${search}`}`, {
    method: operation.method,
    headers: { accept: "application/json", ...(body !== undefined && { "content-type": "application/json;charset=utf8" }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return exchange(auth ? await auth(request) : request, { ...connection, peer });
}

function readObject(answer: Answer, peer: string): object {
  try {
    const value: unknown = JSON.parse(answer.text);
    if (typeof value === "object" && value !== null) return value;
  } catch {
    // Told below, without the text: it may hold secrets.
  }
  throw unexpected(peer, `answered ${answer.status} with something other than a JSON object; check the endpoint`, answer.status);
}

function refusal({ status, headers, text }: Answer, purpose: string, peer: string): CredentialsError {
  const problem: IamProblem = readIamProblem(text, headers);
  const details = { source: peer, status, ...problem.identity };
  const skew = explainClockSkew(problem.message);
  if (skew) return new CredentialsError("login-refused", skew.message, details);
  const said = problem.message === "" ? "" : `: ${problem.message.replace(/[.!\s]+$/, "")}`;
  return status >= 400 && status < 500 && status !== 429
    ? new CredentialsError(
        "login-refused",
        `${peer} refused ${purpose} with status ${status}${said}; check the credentials and their permissions.`,
        details,
      )
    : new CredentialsError("unexpected-answer", `${peer} answered ${purpose} with status ${status}${said}; try again later.`, details);
}
