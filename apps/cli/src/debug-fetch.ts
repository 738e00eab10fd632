import { showRequest } from "@aom-workflow/client";

type Fetch = typeof globalThis.fetch;

const secretAnswerHeaders = ["authorization", "set-cookie", "x-auth-token", "x-security-token", "x-subject-token"];

/** A `fetch` that tells what goes over the wire, line by line, without secrets. */
export function debugFetch(fetch: Fetch, trace: (text: string) => void): Fetch {
  return async (input, init) => {
    const request = input instanceof Request ? input : new Request(input, init);
    const { method, url, headers } = showRequest(request);
    trace(`> ${method} ${url}`);
    for (const [name, value] of Object.entries(headers)) trace(`> ${name}: ${value}`);
    const start = performance.now();
    const elapsed = () => `${Math.round(performance.now() - start)} ms`;
    try {
      const response = await fetch(input, init);
      trace(`< ${response.status} after ${elapsed()}`);
      for (const [name, value] of response.headers) trace(`< ${name}: ${shown(name, value, request)}`);
      return response;
    } catch (error) {
      trace(`< no answer after ${elapsed()}: ${reasonOf(error)}`);
      throw error;
    }
  };
}

function shown(name: string, value: string, request: Request): string {
  if (secretAnswerHeaders.includes(name)) return "[redacted]";
  const token = request.headers.get("x-auth-token");
  return token ? value.replaceAll(token, "[redacted]") : value;
}

function reasonOf(error: unknown): string {
  const { code, name } = ((error as Error).cause ?? error) as { code?: string; name?: string };
  return code ?? name ?? "unknown";
}
