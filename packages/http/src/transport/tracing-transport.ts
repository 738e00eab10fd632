import { redactHeaders, redactorFor } from "../request/redact.ts";
import { showRequest } from "../request/show-request.ts";
import { monotonicMs } from "./clock.ts";
import { isNotSentError } from "./not-sent-error.ts";
import type { Transport } from "./transport.ts";

/** A transport that traces what is sent and received, line by line, without secrets. */
export function tracingTransport(transport: Transport, trace: (line: string) => void): Transport {
  const traced: Transport = async (request, options) => {
    const { method, url, headers } = showRequest(request);
    trace(`> ${method} ${url}`);
    for (const [name, value] of Object.entries(headers)) trace(`> ${name}: ${value}`);
    const start = monotonicMs();
    const elapsed = () => `${Math.round(monotonicMs() - start)} ms`;
    try {
      const response = await transport(request, options);
      const redactor = redactorFor(request.headers);
      trace(`< ${response.status} after ${elapsed()}`);
      for (const [name, value] of Object.entries(redactHeaders(response.headers))) trace(`< ${name}: ${redactor.text(value)}`);
      return response;
    } catch (error) {
      trace(`< no response after ${elapsed()}: ${reasonOf(error)}`);
      throw error;
    }
  };
  return Object.assign(traced, { close: () => transport.close?.() });
}

function reasonOf(error: unknown): string {
  const { code, name } = ((isNotSentError(error) ? error.cause : error) ?? {}) as { code?: string; name?: string };
  return code ?? name ?? "unknown";
}
