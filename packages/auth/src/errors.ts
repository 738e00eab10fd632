/**
 * Why credentials could not be had or used.
 *
 * - `invalid-credentials`: a value cannot be right – empty, with spaces or line breaks, or half of a pair;
 * - `expired-credentials`: a source handed out credentials that have already ended;
 * - `no-credentials`: no source of a chain had any; the message lists what was tried;
 * - `source-failed`: a function or service that should give credentials failed;
 * - `login-refused`: IAM or the metadata service answered no. It is not asked again by itself;
 * - `login-unreachable`: no answer – no connection, or not in time;
 * - `unexpected-answer`: an answer that cannot be used, such as a redirect, HTML, or a server error;
 * - `project-not-found`, `project-ambiguous`: the look-up of the project id did not end with exactly one;
 * - `file-unreadable`, `file-invalid`, `file-readable-by-others`: a file with credentials or regions;
 * - `insecure-endpoint`, `invalid-option`: the caller's options.
 */
export type CredentialsErrorCode =
  | "invalid-credentials"
  | "expired-credentials"
  | "no-credentials"
  | "source-failed"
  | "login-refused"
  | "login-unreachable"
  | "unexpected-answer"
  | "project-not-found"
  | "project-ambiguous"
  | "file-unreadable"
  | "file-invalid"
  | "file-readable-by-others"
  | "insecure-endpoint"
  | "invalid-option";

/** What an error can tell besides its sentence. */
export interface CredentialsErrorDetails {
  /** Where the value came from, such as `HUAWEICLOUD_SDK_AK` or a file. */
  source: string;
  /** HTTP status of the answer behind the error. */
  status?: number;
  /** The service's own code, such as `APIGW.0301` or `401`. */
  errorCode?: string;
  /** The gateway's id of the exchange. */
  requestId?: string;
  /** What a chain tried, each with the reason why it did not serve. */
  tried?: readonly string[];
  cause?: unknown;
}

const brand = Symbol.for("@aom-workflow/auth/credentials-error");

/** Credentials could not be had or used. The message is one sentence with the next step and holds no secret. */
export class CredentialsError extends Error {
  override readonly name = "CredentialsError";
  readonly code: CredentialsErrorCode;
  readonly source: string;
  readonly status?: number;
  readonly errorCode?: string;
  readonly requestId?: string;
  /** What a chain tried, each with the reason why it did not serve. */
  readonly tried?: readonly string[];

  constructor(
    code: CredentialsErrorCode,
    message: string,
    { source, status, errorCode, requestId, tried, cause }: CredentialsErrorDetails,
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.source = source;
    if (status !== undefined) this.status = status;
    if (errorCode !== undefined) this.errorCode = errorCode;
    if (requestId !== undefined) this.requestId = requestId;
    if (tried !== undefined) this.tried = tried;
    Object.defineProperty(this, brand, { value: true });
  }

  /** Everything but stack and cause. */
  toJSON(): Record<string, unknown> {
    const { name, code, message, source, status, errorCode, requestId, tried } = this;
    return { name, code, message, source, status, errorCode, requestId, tried };
  }
}

/** Is this a CredentialsError – of this copy of the package or of another? */
export function isCredentialsError(error: unknown): error is CredentialsError {
  return typeof error === "object" && error !== null && (error as Record<symbol, unknown>)[brand] === true;
}
