import { isNotSentError, showRequest, type Transport } from "@aom-workflow/client";
import { redactHeaders, redactorFor } from "@aom-workflow/client/internal";
import { nodeTransport } from "@aom-workflow/client/node";
import { readAuthority } from "../settings/check-setting.ts";
import { choose, type Layers } from "../settings/layers.ts";
import { checkSettings } from "../settings/resolve-settings.ts";

/** Sends requests: obeys the proxies of the environment and trusts the authority of `--ca-file` besides the usual ones. @throws UsageError */
export function callTransport(layers: Layers, trace: (text: string) => void): Transport {
  const transport = nodeTransport({ ca: authorityOf(layers) });
  return layers.options.debug === true ? debugTransport(transport, trace) : transport;
}

function authorityOf(layers: Layers): string | undefined {
  checkSettings(["ca-file"], layers);
  const { value: path } = choose("ca-file", layers);
  return path === undefined ? undefined : readAuthority(path).text;
}

/** A transport that tells what goes over the wire, line by line, without secrets. */
export function debugTransport(transport: Transport, trace: (text: string) => void): Transport {
  const traced: Transport = async (request, options) => {
    const { method, url, headers } = showRequest(request);
    trace(`> ${method} ${url}`);
    for (const [name, value] of Object.entries(headers)) trace(`> ${name}: ${value}`);
    const start = performance.now();
    const elapsed = () => `${Math.round(performance.now() - start)} ms`;
    try {
      const response = await transport(request, options);
      const redactor = redactorFor(request.headers);
      trace(`< ${response.status} after ${elapsed()}`);
      for (const [name, value] of Object.entries(redactHeaders(response.headers))) trace(`< ${name}: ${redactor.text(value)}`);
      return response;
    } catch (error) {
      trace(`< no answer after ${elapsed()}: ${reasonOf(error)}`);
      throw error;
    }
  };
  return Object.assign(traced, { close: () => transport.close?.() });
}

function reasonOf(error: unknown): string {
  const { code, name } = ((isNotSentError(error) ? error.cause : error) ?? {}) as { code?: string; name?: string };
  return code ?? name ?? "unknown";
}
