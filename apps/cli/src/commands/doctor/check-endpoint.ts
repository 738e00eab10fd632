import { isNotSentError, type Transport } from "@aom-workflow/client";
import { proxyFor } from "@aom-workflow/client/node";
import { signatureLifeMs } from "../../credentials/credentials.ts";
import { certificateProblem } from "../../output/certificate-problem.ts";
import { lookUp, type SettingSources } from "../../settings/setting-sources.ts";
import { type Finding, fail, pass, warn } from "./finding.ts";

/** Can the endpoint be reached, does its certificate fit, and do the clocks agree? */
export async function checkEndpoint(
  endpoint: string,
  sources: SettingSources,
  transport: Transport,
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  const proxy = checkProxy(endpoint);
  const start = performance.now();
  const request = { method: "GET", url: `${endpoint}/`, headers: { accept: "*/*" } };
  try {
    const { headers } = await transport(request, { signal, maxBytes: 64 * 1024 });
    const ms = Math.round(performance.now() - start);
    return [proxy, ...checkConnection(endpoint, { ms }), checkClock(headers.date, Date.now())];
  } catch (error) {
    return [proxy, ...checkConnection(endpoint, { error }, lookUp("ca-file", sources).value)];
  }
}

/** The result of asking the endpoint for its root, without credentials. */
export type Reached = { readonly ms: number } | { readonly error: unknown };

/** Can the endpoint be reached, and is its certificate trusted? @param authority the file that `--ca-file` names */
export function checkConnection(endpoint: string, reached: Reached, authority?: string): readonly Finding[] {
  if ("ms" in reached) {
    const says = endpoint.startsWith("https:") ? "the certificate is trusted" : "not used: plain http to this machine";
    return [pass("endpoint", `${endpoint} answers after ${reached.ms} ms`), pass("TLS", says)];
  }
  const certificate = certificateProblem(reached.error, authority);
  if (certificate) {
    return [pass("endpoint", `${endpoint} can be reached`), fail("TLS", certificate.says, certificate.remedy, "connection")];
  }
  const { code, says } = causeOf(reached.error);
  if (isTlsFailure(code)) {
    const remedy = "Check the port: what listens there, the endpoint or a proxy, does not speak TLS, or only a version that is too old.";
    return [pass("endpoint", `${endpoint} can be reached`), fail("TLS", `could not agree on TLS (${code})`, remedy, "connection")];
  }
  const remedy = remedies[code] ?? "Check region, endpoint, network and proxy.";
  return [fail("endpoint", `${endpoint} cannot be reached: ${says}`, remedy, "connection", !wrongProxy.has(code))];
}

/** A proxy with a wrong address, or that requires a password, does not get better with time. */
const wrongProxy = new Set(["ERR_PROXY_AUTHENTICATION", "ERR_PROXY_URL"]);

const remedies: Readonly<Record<string, string>> = {
  ENOTFOUND: "Check the spelling of region or endpoint, and the name server.",
  EAI_AGAIN: "The name server does not answer: check the network.",
  ECONNREFUSED: "Nothing listens there: check endpoint and port, or the proxy.",
  ERR_PROXY_TUNNEL: "Check HTTPS_PROXY and whether the proxy lets you through to the endpoint; NO_PROXY goes around it.",
};

/** OpenSSL's own words are a line for its developers. */
function isTlsFailure(code: string): boolean {
  return code === "EPROTO" || /^ERR_(SSL|OSSL|TLS)_/.test(code);
}

function causeOf(error: unknown): { readonly code: string; readonly says: string } {
  const { code, name, message } = (isNotSentError(error) ? error.cause : error) as Error & { code?: string };
  const says = name === "TimeoutError" ? "no response in time" : message || String(code);
  return { code: String(code ?? name), says };
}

/** Compares this machine's clock with the `Date` header of an answer, which has no fractions of a second. */
export function checkClock(date: string | undefined, now: number): Finding {
  const server = Date.parse(date ?? "");
  if (Number.isNaN(server)) return warn("clock", "the response has no date to compare with", "Compare the clock with another one.");
  const skew = now - server;
  const seconds = Math.round(Math.abs(skew) / 1000);
  if (seconds <= 60) return pass("clock", seconds <= 2 ? "agrees with the service" : `is ${seconds} s ${skew > 0 ? "ahead" : "behind"}`);
  const says = `is ${seconds} s ${skew > 0 ? "ahead of" : "behind"} the service`;
  const remedy = "Set the clock by NTP: signatures with a wrong date are refused.";
  return Math.abs(skew) < signatureLifeMs - 60_000 ? warn("clock", says, remedy) : fail("clock", says, remedy, "authentication");
}

/** The address of a proxy may contain a password, so only its host is shown. */
function checkProxy(endpoint: string): Finding {
  try {
    const proxy = proxyFor(endpoint, "environment");
    return pass("proxy", proxy ? `${proxy.host}:${proxy.port}, from the environment` : "none");
  } catch (error) {
    return fail("proxy", (error as Error).message, "Correct HTTPS_PROXY, or ALL_PROXY: http://host:port.", "connection");
  }
}
