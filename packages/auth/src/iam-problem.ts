/** What an error answer of IAM or of the gateway in front of it says. */
export interface IamProblem {
  /** The service's sentence, without what could hold a secret; may be empty. */
  message: string;
  identity: { errorCode?: string; requestId?: string };
}

/** Reads the shapes that IAM and the gateway use; anything else gives an empty message. */
export function readIamProblem(text: string, headers: Headers): IamProblem {
  const body = parse(text);
  const nested = record(body.error);
  const errorCode = word(nested.code) ?? word(body.error_code);
  const requestId = headers.get("x-request-id") ?? word(body.request_id);
  return {
    message: showable(word(nested.message) ?? word(body.error_msg) ?? ""),
    identity: { ...(errorCode !== undefined && { errorCode }), ...(requestId !== undefined && { requestId }) },
  };
}

/** The gateway repeats the canonical request, security token included, after a wrong signature. */
function showable(message: string): string {
  return message
    .replace(/[,\s]*canonical_?request.*$/is, "")
    .replace(/[\u0000-\u001f\u007f]+/g, " ")
    .slice(0, 300);
}

function parse(text: string): Record<string, unknown> {
  try {
    return record(JSON.parse(text));
  } catch {
    return {};
  }
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

function word(value: unknown): string | undefined {
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
}
