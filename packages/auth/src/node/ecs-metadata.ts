import type { PlainHeaders, PlainResponse, Transport } from "@aom-workflow/http";
import { type OptionKinds, Secret } from "@aom-workflow/http/internal";
import { checkToken } from "../credentials/credential-checks.ts";
import { CredentialsError, isCredentialsError } from "../credentials/credentials-error.ts";
import { optionsOf } from "../credentials/read-options.ts";
import { readCredential } from "../iam/read-credential.ts";
import type { CredentialSource, FoundCredentials } from "./source.ts";

/** How the metadata service is asked. */
export interface MetadataOptions {
  /** Default: `http://169.254.169.254`, which only a cloud server can reach. */
  endpoint?: string | undefined;
  /** Sends the requests. Default: one that never uses a proxy, which would be another machine. */
  transport?: Transport | undefined;
  /** Time for the whole look-up, in milliseconds, 1 to 2147483647. Default 3000. */
  timeout?: number | undefined;
}

const optionKinds: OptionKinds<MetadataOptions> = {
  endpoint: "value",
  transport: "value",
  timeout: { from: 1, to: 2 ** 31 - 1, what: "a number of milliseconds" },
};

/** Life of the metadata service's own token, in seconds. It is used at once. */
const tokenLifeSeconds = 21_600;

/** Bytes of a response that are read at most. */
const maxBytes = 64 * 1024;

/** Loaded when the service is asked: a chain that finds keys elsewhere does not need it. */
async function unproxied(): Promise<Transport> {
  const { nodeTransport } = await import("@aom-workflow/http/node");
  return nodeTransport({ proxy: false });
}

/**
 * Temporary keys of the agency of the cloud server (ECS) that this runs on: a token of the metadata service first, then the keys.
 * A server whose metadata service does not have tokens is asked without one.
 *
 * @throws {CredentialsError} `invalid-option` for an option that does not exist, or is not usable.
 */
export function ecsMetadata(options: MetadataOptions = {}): CredentialSource {
  const { endpoint = "http://169.254.169.254", timeout = 3000, transport } = optionsOf(options, optionKinds);
  const peer = `the ECS metadata service (${endpoint})`;
  return {
    name: "ECS metadata",
    renewable: true,
    async load({ signal }) {
      // Not `AbortSignal.any` over `AbortSignal.timeout`: on Node 20 that may be collected before it fires.
      const ending = new AbortController();
      let isLate = false;
      const timer = setTimeout(() => {
        isLate = true;
        ending.abort();
      }, timeout);
      const abort = () => ending.abort(signal.reason);
      signal.addEventListener("abort", abort);
      let own: Transport | undefined;
      try {
        signal.throwIfAborted();
        own = transport === undefined ? await unproxied() : undefined;
        return await look(transport ?? (own as Transport), ending.signal);
      } catch (error) {
        signal.throwIfAborted();
        return { miss: reasonOf(error, isLate) };
      } finally {
        clearTimeout(timer);
        signal.removeEventListener("abort", abort);
        own?.close?.();
      }
    },
  };

  async function look(transport: Transport, signal: AbortSignal): Promise<FoundCredentials> {
    const send = (method: string, path: string, headers: PlainHeaders) =>
      transport({ method, url: `${endpoint}${path}`, headers }, { signal, maxBytes });
    const token = readToken(await send("PUT", "/meta-data/latest/api/token", { "x-metadata-token-ttl-seconds": String(tokenLifeSeconds) }));
    const response = await send("GET", "/openstack/latest/securitykey", token === undefined ? {} : { "x-metadata-token": token.reveal() });
    refuseUnless200(response, "the keys; give the server an agency");
    return readCredential(readBody(response), peer);
  }

  function readToken(response: PlainResponse): Secret | undefined {
    if (response.status === 404 || response.status === 405) return undefined;
    refuseUnless200(response, "its token; try again later");
    return checkToken(new Secret(response.text.trim()), { what: "token", source: peer });
  }

  function readBody({ text }: PlainResponse): Parameters<typeof readCredential>[0] {
    try {
      const { credential } = JSON.parse(text);
      if (typeof credential === "object" && credential !== null) return credential;
    } catch {
      // Reported below, without the text: it may contain secrets.
    }
    throw unexpected("answered with something other than keys; check that this is a cloud server");
  }

  function refuseUnless200({ status, incomplete }: PlainResponse, purpose: string): void {
    if (status >= 300 && status < 400) throw unexpected("redirects, which is refused; check the endpoint");
    if (status !== 200) throw unexpected(`answered ${status} for ${purpose}`);
    if (incomplete) throw unexpected(`answered with a response that is not complete: ${incomplete.problem}`);
  }

  function reasonOf(error: unknown, late: boolean): string {
    if (isCredentialsError(error)) return error.message.replace(/\.$/, "");
    return late ? `${peer} did not answer within ${timeout / 1000} s` : `${peer} could not be reached`;
  }

  function unexpected(problem: string): CredentialsError {
    return new CredentialsError("unexpected-response", `${peer} ${problem}.`, { source: peer });
  }
}
