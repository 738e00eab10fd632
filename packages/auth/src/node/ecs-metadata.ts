import { defaultFetch } from "#fetch";
import { checkToken } from "../credential-checks.ts";
import { CredentialsError, isCredentialsError } from "../errors.ts";
import { type Answer, exchange, unexpected } from "../exchange.ts";
import type { Fetch } from "../fetch.ts";
import { readCredential } from "../temporary-access-key.ts";
import type { CredentialSource, FoundCredentials } from "./source.ts";

/** How the metadata service is asked. */
export interface MetadataOptions {
  /** Default: `http://169.254.169.254`, which only a cloud server can reach. */
  endpoint?: string | undefined;
  fetch?: Fetch | undefined;
  /** Time for the whole look-up, in milliseconds. Default 3000. */
  timeout?: number | undefined;
}

/** Life of the metadata service's own token, in seconds. It is used at once. */
const tokenLifeSeconds = 21_600;

/**
 * Temporary keys of the agency of the cloud server (ECS) that this runs on: a token of the metadata service first, then the keys.
 * A server whose metadata service knows no tokens is asked without.
 */
export function ecsMetadata({
  endpoint = "http://169.254.169.254",
  fetch = defaultFetch,
  timeout = 3000,
}: MetadataOptions = {}): CredentialSource {
  const peer = `the ECS metadata service (${endpoint})`;
  return {
    name: "ECS metadata",
    renewable: true,
    async load() {
      try {
        return await request();
      } catch (error) {
        if (!isCredentialsError(error)) throw error;
        return { miss: error.message.replace(/\.$/, "") };
      }
    },
  };

  async function request(): Promise<FoundCredentials> {
    const end = performance.now() + timeout;
    const send = (path: string, init: RequestInit) =>
      exchange(new Request(endpoint + path, init), { fetch, peer, timeout: Math.max(1, Math.round(end - performance.now())) });
    const token = readToken(
      await send("/meta-data/latest/api/token", { method: "PUT", headers: { "x-metadata-token-ttl-seconds": String(tokenLifeSeconds) } }),
    );
    const answer = await send("/openstack/latest/securitykey", { headers: token === undefined ? {} : { "x-metadata-token": token } });
    if (answer.status !== 200) {
      throw new CredentialsError("login-refused", `${peer} answered ${answer.status} for the keys; give the server an agency.`, {
        source: peer,
        status: answer.status,
      });
    }
    return { ...readCredential(readBody(answer), peer), source: peer };
  }

  function readToken({ status, text }: Answer): string | undefined {
    if (status === 404 || status === 405) return undefined;
    if (status !== 200) throw unexpected(peer, `answered ${status} for its token; try again later`, status);
    return checkToken(text.trim(), `the token of ${peer}`);
  }

  function readBody({ status, text }: Answer): Parameters<typeof readCredential>[0] {
    try {
      const { credential } = JSON.parse(text);
      if (typeof credential === "object" && credential !== null) return credential;
    } catch {
      // Told below, without the text: it may hold secrets.
    }
    throw unexpected(peer, "answered something other than keys; check that this is a cloud server", status);
  }
}
