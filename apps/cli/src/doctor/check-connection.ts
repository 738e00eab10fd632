import { bad, type Check, good } from "./check.ts";

/** What came of asking the endpoint for its root, without credentials. */
export type Reached = { readonly status: number; readonly ms: number } | { readonly error: unknown };

/** Can the endpoint be reached, and is its certificate trusted? */
export function checkConnection(endpoint: string, reached: Reached): readonly Check[] {
  const encrypted = endpoint.startsWith("https:");
  if ("status" in reached) {
    const tls = encrypted ? good("TLS", "the certificate is trusted") : good("TLS", "none, as http on this machine");
    return [good("endpoint", `${endpoint} answers after ${reached.ms} ms`), tls];
  }
  const { code, reason, says } = causeOf(reached.error);
  if (isCertificateProblem(code)) {
    const remedy = "If a proxy of your company stands between, name its authority by --ca-file or NODE_EXTRA_CA_CERTS.";
    return [good("endpoint", `${endpoint} can be reached`), bad("TLS", `the certificate is not trusted (${code})`, remedy, 3)];
  }
  const remedy = remedies[code] ?? "Check region, endpoint, network and proxy.";
  return [bad("endpoint", `${endpoint} cannot be reached: ${reason ?? says}`, remedy, 3)];
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

function causeOf(error: unknown): { readonly code: string; readonly reason: string | undefined; readonly says: string } {
  const { cause, code, name, message } = error as Error & { code?: string };
  if (cause instanceof Error) return causeOf(cause);
  const reason = name === "TimeoutError" ? "no answer in time" : undefined;
  return { code: String(code ?? name), reason, says: message || String(code) };
}
