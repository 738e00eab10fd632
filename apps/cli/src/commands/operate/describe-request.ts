import { showRequest } from "@aom-workflow/client";
import type { Report } from "../../output/report.ts";
import type { ShownRequest } from "./shown-request.ts";

/** The answer to a dry run: the request like an HTTP message, without secrets. A token that is not there yet shows as `[missing]`. */
export function describeRequest({ request, credentials }: ShownRequest): Report {
  const { method, url, headers } = showRequest(request);
  const { body } = request;
  const shown = credentials === "none" ? { ...headers, "x-auth-token": "[missing]" } : headers;
  const lines = Object.entries(shown).map(([name, value]) => `${name}: ${value}`);
  return {
    exitCode: 0,
    document: { ok: true, outcome: "not-sent", dryRun: true, credentials, request: { method, url, headers: shown, body } },
    text: [`${method} ${url}`, ...lines, ...(body === undefined ? [] : ["", body])].join("\n"),
    talk: "Dry run: nothing was sent.",
  };
}
