import { showRequest } from "@aom-workflow/client";
import type { Report } from "../../output/report.ts";
import type { ShownRequest } from "./shown-request.ts";

/**
 * The answer to a dry run: the request like an HTTP message, without secrets. A token that is not there yet shows as `[missing]`.
 *
 * @param isChecked was the state read, and does it allow the action?
 */
export function describeRequest({ request, credentials }: ShownRequest, isChecked = false): Report {
  const { method, url, headers } = showRequest(request);
  const { body } = request;
  const shown = credentials === "none" ? { ...headers, "x-auth-token": "[missing]" } : headers;
  const lines = Object.entries(shown).map(([name, value]) => `${name}: ${value}`);
  return {
    exitCode: 0,
    document: {
      ok: true,
      outcome: "not-sent",
      dryRun: true,
      stateAllows: isChecked || undefined,
      credentials,
      request: { method, url, headers: shown, body },
    },
    text: [`${method} ${url}`, ...lines, ...(body === undefined ? [] : ["", body])].join("\n"),
    talk: isChecked ? "Dry run: the state allows it; nothing was sent." : "Dry run: nothing was sent.",
  };
}
