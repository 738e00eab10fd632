import { isNotSentError } from "@aom-workflow/client";
import { certificateProblem } from "../../output/certificate-problem.ts";
import { type Finding, fail, pass } from "./finding.ts";

/** What came of asking the endpoint for its root, without credentials. */
export type Reached = { readonly ms: number } | { readonly error: unknown };

/** Can the endpoint be reached, and is its certificate trusted? @param authority the file that `--ca-file` names */
export function checkConnection(endpoint: string, reached: Reached, authority?: string): readonly Finding[] {
  if ("ms" in reached) {
    const says = endpoint.startsWith("https:") ? "the certificate is trusted" : "none, as http on this machine";
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

/** A proxy that was named wrongly, or wants a password, is no better later. */
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
  const says = name === "TimeoutError" ? "no answer in time" : message || String(code);
  return { code: String(code ?? name), says };
}
