import { isNotSentError } from "@aom-workflow/client";
import { type Finding, fail, pass } from "./finding.ts";

/** What came of asking the endpoint for its root, without credentials. */
export type Reached = { readonly ms: number } | { readonly error: unknown };

/** Can the endpoint be reached, and is its certificate trusted? */
export function checkConnection(endpoint: string, reached: Reached): readonly Finding[] {
  if ("ms" in reached) {
    const says = endpoint.startsWith("https:") ? "the certificate is trusted" : "none, as http on this machine";
    return [pass("endpoint", `${endpoint} answers after ${reached.ms} ms`), pass("TLS", says)];
  }
  const { code, says } = causeOf(reached.error);
  if (isCertificateProblem(code)) {
    const remedy = "If a proxy of your company intercepts the connection, name its authority by --ca-file or NODE_EXTRA_CA_CERTS.";
    return [pass("endpoint", `${endpoint} can be reached`), fail("TLS", `the certificate is not trusted (${code})`, remedy, 3)];
  }
  const remedy = remedies[code] ?? "Check region, endpoint, network and proxy.";
  return [fail("endpoint", `${endpoint} cannot be reached: ${says}`, remedy, 3)];
}

const remedies: Readonly<Record<string, string>> = {
  ENOTFOUND: "Check the spelling of region or endpoint, and the name server.",
  EAI_AGAIN: "The name server does not answer: check the network.",
  ECONNREFUSED: "Nothing listens there: check endpoint and port, or the proxy.",
  ERR_PROXY_TUNNEL: "Check HTTPS_PROXY and whether the proxy lets you through to the endpoint; NO_PROXY goes around it.",
};

function isCertificateProblem(code: string): boolean {
  return /CERT|SIGNATURE|SELF_SIGNED|UNABLE_TO_/.test(code) && !code.startsWith("ERR_PROXY");
}

function causeOf(error: unknown): { readonly code: string; readonly says: string } {
  const { code, name, message } = (isNotSentError(error) ? error.cause : error) as Error & { code?: string };
  const says = name === "TimeoutError" ? "no answer in time" : message || String(code);
  return { code: String(code ?? name), says };
}
