import { withSafeText } from "@aom-workflow/http/internal";

/**
 * Why credentials could not be obtained or used.
 *
 * - `invalid-credentials`: a value cannot be right – empty, with spaces or line breaks, or half of a pair;
 * - `expired-credentials`: a source gave credentials that have already expired, or a one-time passcode was used before;
 * - `no-credentials`: no source of a chain had any; the message lists what was tried;
 * - `source-failed`: a function of the caller's that should give credentials failed;
 * - `login-refused`: IAM refused. It is not asked again automatically;
 * - `login-unreachable`: no response – no connection, or not in time;
 * - `unexpected-response`: a response that cannot be used, such as a redirect, HTML, or a server error;
 * - `project-not-found`, `project-ambiguous`: the look-up of the project id did not end with exactly one;
 * - `file-unreadable`, `file-invalid`, `file-readable-by-others`: a file with credentials or regions;
 * - `invalid-option`: the caller's options, such as an endpoint that would send credentials in clear text.
 */
export type CredentialsErrorCode =
  | "invalid-credentials"
  | "expired-credentials"
  | "no-credentials"
  | "source-failed"
  | "login-refused"
  | "login-unreachable"
  | "unexpected-response"
  | "project-not-found"
  | "project-ambiguous"
  | "file-unreadable"
  | "file-invalid"
  | "file-readable-by-others"
  | "invalid-option";

/** The details of an error, besides its message. */
export interface CredentialsErrorDetails {
  /** Where the value came from, such as `HUAWEICLOUD_SDK_AK` or a file. */
  readonly source: string;
  /** HTTP status of the response behind the error. */
  readonly status?: number | undefined;
  /** The service's own code, such as `APIGW.0301` or `401`. */
  readonly errorCode?: string | undefined;
  /** The gateway's id of the exchange; support asks for it. */
  readonly requestId?: string | undefined;
  /** How long the service asks to wait, in seconds. */
  readonly retryAfter?: number | undefined;
  /** The sources that a chain tried, each with the reason why it had no keys. */
  readonly tried?: readonly string[] | undefined;
  readonly cause?: unknown;
}

const brand = Symbol.for("@aom-workflow/auth/credentials-error");

/** Credentials could not be obtained or used. The message is one sentence with the next step and contains no secret. */
export class CredentialsError extends Error implements CredentialsErrorDetails {
  override readonly name = "CredentialsError";
  readonly code: CredentialsErrorCode;
  readonly source: string;
  readonly status: number | undefined;
  readonly errorCode: string | undefined;
  readonly requestId: string | undefined;
  readonly retryAfter: number | undefined;
  /** The sources that a chain tried, each with the reason why it had no keys. */
  readonly tried: readonly string[] | undefined;

  constructor(code: CredentialsErrorCode, message: string, details: CredentialsErrorDetails) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.source = details.source;
    this.status = details.status;
    this.errorCode = details.errorCode;
    this.requestId = details.requestId;
    this.retryAfter = details.retryAfter;
    this.tried = details.tried;
    withSafeText(Object.defineProperty(this, brand, { value: true }));
  }

  /** May the same succeed later, without a change of credentials or settings? */
  get retryable(): boolean {
    if (this.code === "login-unreachable") return true;
    return this.code === "unexpected-response" && this.status !== undefined && this.status >= 429;
  }

  /** Everything but stack and cause. */
  toJSON(): Record<string, unknown> {
    const { name, code, message, source, status, errorCode, requestId, retryAfter, retryable, tried } = this;
    return { name, code, message, source, status, errorCode, requestId, retryAfter, retryable, tried };
  }
}

/** Is this a CredentialsError – of this copy of the package or of another? */
export function isCredentialsError(error: unknown): error is CredentialsError {
  return typeof error === "object" && error !== null && (error as Record<symbol, unknown>)[brand] === true;
}
