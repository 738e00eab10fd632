import { CredentialsError } from "./errors.ts";
import type { Fetch } from "./fetch.ts";
import { readText } from "./read-text.ts";

/** An answer that was read to its end. */
export interface Answer {
  status: number;
  headers: Headers;
  text: string;
}

const bodyLimit = 256 * 1024;

/**
 * Sends one request and reads its answer whatever its status. Redirects are refused: they would carry credentials elsewhere.
 *
 * @param peer what is asked, for messages, such as `IAM (https://iam.cn-north-4.myhuaweicloud.com)`.
 * @throws {CredentialsError} `login-unreachable` or `unexpected-answer`.
 */
export async function exchange(
  request: Request,
  { fetch, timeout, peer }: { fetch: Fetch; timeout: number; peer: string },
): Promise<Answer> {
  const signal = AbortSignal.timeout(timeout);
  try {
    const response = await fetch(request, { redirect: "manual", signal });
    const { status, headers } = response;
    if (response.type === "opaqueredirect" || (status >= 300 && status < 400)) {
      await response.body?.cancel();
      throw unexpected(peer, "redirects, which is refused; check the endpoint", status);
    }
    const text = await readText(response, bodyLimit);
    if (text === undefined) throw unexpected(peer, `answered more than ${bodyLimit / 1024} KiB; check the endpoint`, status);
    return { status, headers, text };
  } catch (error) {
    if (error instanceof CredentialsError) throw error;
    const what = signal.aborted ? `did not answer within ${timeout / 1000} s` : `could not be reached (${reason(error)})`;
    throw new CredentialsError("login-unreachable", `${peer} ${what}; check the network and the endpoint.`, { source: peer, cause: error });
  }
}

/** An answer that cannot be used. */
export function unexpected(peer: string, complaint: string, status: number): CredentialsError {
  return new CredentialsError("unexpected-answer", `${peer} ${complaint}.`, { source: peer, status });
}

function reason(error: unknown): string {
  const code = [error, (error as Error | undefined)?.cause].map((at) => (at as { code?: unknown } | undefined)?.code);
  return code.find((code) => typeof code === "string") ?? (error instanceof Error ? error.name : "unknown reason");
}
