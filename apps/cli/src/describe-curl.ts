import type { ShownRequest } from "@aom-workflow/client";
import type { Answer } from "./answer.ts";
import { shellQuoted } from "./shell-quoted.ts";

/**
 * The answer to `--curl`: a command for a POSIX shell that sends the same request once, with the token from the environment.
 *
 * @param timeout of the call, in milliseconds
 */
export function describeCurl({ method, url, headers }: ShownRequest, timeout = 30_000): Answer {
  const plain = Object.entries(headers).filter(([name, value]) => value !== "[redacted]" && name !== "x-auth-token");
  const words = [
    `curl --silent --show-error --request ${method} --globoff --path-as-is --max-time ${timeout / 1000}`,
    ...plain.map(([name, value]) => `--header ${shellQuoted(`${name}: ${value}`)}`),
    '--header "X-Auth-Token: $AOM_WORKFLOW_TOKEN"',
    "--data-binary ''",
    shellQuoted(url),
  ];
  const curl = words.join(" \\\n  ");
  return {
    exitCode: 0,
    document: { ok: true, outcome: "not-sent", curl },
    text: curl,
    talk: "Nothing was sent. The command takes the token from AOM_WORKFLOW_TOKEN; curl shows it to whoever may list processes.",
  };
}
