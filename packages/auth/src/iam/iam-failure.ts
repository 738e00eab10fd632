import type { AnyCallError, Connection } from "@aom-workflow/http";
import { redactorFor } from "@aom-workflow/http/internal";
import { CredentialsError, isCredentialsError } from "../credentials/credentials-error.ts";
import { explainClockSkew } from "../signature/clock-skew.ts";

/** A call that failed. */
export interface FailedCall {
  connection: Pick<Connection, "endpoint" | "limits">;
  /** The purpose of the call, for messages: `the login`. */
  purpose: string;
  /** Texts that the message must not repeat. */
  secrets?: readonly string[] | undefined;
}

/** Says why IAM gave nothing. A refusal is recognised by its status alone, since its body may be unreadable. */
export function iamFailure(error: AnyCallError, { connection, purpose, secrets }: FailedCall): CredentialsError {
  const { endpoint, limits } = connection;
  const source = `IAM (${endpoint})`;
  const { status, errorCode, requestId, retryAfter, cause } = error;
  const failure = (code: CredentialsError["code"], sentence: string) =>
    new CredentialsError(code, sentence, { source, status, errorCode, requestId, retryAfter, cause });
  const next = "check the network and the endpoint";
  if (isRefusal(status) && (error.code === "timeout" || error.code === "aborted")) {
    return failure("login-refused", `${source} refused ${purpose} with status ${status}; check the credentials and their permissions.`);
  }
  switch (error.code) {
    case "authentication":
      return isCredentialsError(cause)
        ? cause
        : failure("source-failed", error.summary.replace("credentials", `the credentials for ${purpose}`));
    case "invalid-input":
      return failure("invalid-option", `\`${error.parameter}\` for ${purpose} ${error.problem}; correct it.`);
    case "timeout":
      return failure("login-unreachable", `${source} did not answer ${purpose} within ${limits.timeout / 1000} s; ${next}.`);
    case "connection":
      return failure("login-unreachable", `${source} could not be reached for ${purpose} (${reasonOf(cause)}); ${next}.`);
  }
  const skew = explainClockSkew(error.errorMessage ?? "");
  if (skew) return failure("login-refused", skew.message);
  const said =
    error.code === "invalid-response"
      ? " and a body that could not be read"
      : quote(redactorFor({}, secrets).text(error.errorMessage ?? ""));
  const answered = `with status ${status}${said}`;
  return isRefusal(status)
    ? failure("login-refused", `${source} refused ${purpose} ${answered}; check the credentials and their permissions.`)
    : failure("unexpected-response", `${source} answered ${purpose} ${answered}; ${whatNext(status, retryAfter)}.`);
}

/** Too many requests are not a refusal of the credentials. */
function isRefusal(status: number | undefined): boolean {
  return status !== undefined && status >= 400 && status < 500 && status !== 429;
}

function whatNext(status: number | undefined, retryAfter: number | undefined): string {
  if (status !== undefined && status >= 429) return retryAfter === undefined ? "try again later" : `try again after ${retryAfter} s`;
  return status !== undefined && status >= 300 && status < 400 ? "redirects are not followed, so check the endpoint" : "check the endpoint";
}

/** IAM's own words, without the canonical request that the gateway repeats after a wrong signature. */
function quote(message: string): string {
  const [beginning = ""] = message.split(/canonical_?request/i, 1);
  const words = beginning
    .replace(/[\u0000-\u001f\u007f]+/g, " ")
    .slice(0, 300)
    .replace(/[.,!\s]+$/, "");
  return words === "" ? "" : `: ${words}`;
}

function reasonOf(cause: unknown): string {
  const errors = [cause, fieldsOf(cause).cause].map(fieldsOf);
  return errors.map(({ code }) => code).find((code) => typeof code === "string") ?? String(fieldsOf(cause).message ?? "unknown reason");
}

function fieldsOf(error: unknown): { code?: string; message?: unknown; cause?: unknown } {
  return typeof error === "object" && error !== null ? error : {};
}
