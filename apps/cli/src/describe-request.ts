import type { ShownRequest } from "@aom-workflow/client";
import type { Answer } from "./answer.ts";

/** The answer to a dry run: the request like an HTTP message. A token that is not there yet shows as `[missing]`. */
export function describeRequest({ method, url, headers }: ShownRequest, hasToken: boolean): Answer {
  const shown = hasToken ? headers : { ...headers, "x-auth-token": "[missing]" };
  const lines = Object.entries(shown).map(([name, value]) => `${name}: ${value}`);
  return {
    exitCode: 0,
    document: { ok: true, outcome: "not-sent", dryRun: true, request: { method, url, headers: shown } },
    text: [`${method} ${url}`, ...lines].join("\n"),
    talk: "Dry run: nothing was sent.",
  };
}
