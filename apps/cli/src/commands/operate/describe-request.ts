import { algorithm } from "@aom-workflow/auth";
import { type PreparedRequest, showRequest } from "@aom-workflow/client";
import { consequences, isSecretHeader } from "@aom-workflow/client/internal";
import { type Credentials, signatureLifeMs } from "../../credentials/credentials.ts";
import type { Report } from "../../output/report.ts";
import { shellQuoted } from "../../output/text/printable.ts";

/** The request that would be sent, credentials included. */
export interface ShownRequest {
  readonly request: PreparedRequest;
  /** Which credentials it has. */
  readonly credentials: Credentials["kind"] | "none";
}

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

/**
 * The answer to `--dry-run=curl`: a command for a POSIX shell that sends the same request once. Secrets come from the environment; a signature
 * is part of the command.
 *
 * @param timeout in milliseconds
 * @param authority path of the file with certificates that are trusted besides the usual ones
 */
export function describeCurl({ request, credentials }: ShownRequest, timeout = 30_000, authority?: string): Report {
  const { method, url, body = "" } = request;
  const headers = { ...Object.fromEntries(request.headers), ...(credentials === "none" && { "x-auth-token": "" }) };
  const words = [
    `curl --silent --show-error --fail-with-body --request ${method} --globoff --path-as-is --max-time ${timeout / 1000}`,
    ...(authority === undefined ? [] : [`--cacert ${shellQuoted(authority)}`]),
    ...Object.entries(headers).flatMap(([name, value]) => headerWord(name, value)),
    `--data-binary ${shellQuoted(body)}`,
    shellQuoted(url),
  ];
  const curl = words.join(" \\\n  ");
  const validUntil = isSignature(request.headers.authorization ?? "") ? new Date(Date.now() + signatureLifeMs).toISOString() : undefined;
  const used = Object.keys(variables).flatMap((name) => (name in headers ? (variables[name] ?? []) : []));
  return {
    exitCode: 0,
    document: { ok: true, outcome: "not-sent", credentials, curl, validUntil },
    text: curl,
    talk: [consequences["not-sent"], ...talkOf(used, credentials, validUntil)].join(" "),
  };
}

/** Variables that the command takes secrets from, by header. */
const variables: Readonly<Record<string, string>> = {
  "x-auth-token": "AOM_WORKFLOW_TOKEN",
  "x-security-token": "HUAWEICLOUD_SDK_SECURITY_TOKEN",
};

function headerWord(name: string, value: string): string[] {
  const variable = variables[name];
  if (variable) return [`--header "${name}: \${${variable}:?}"`];
  return isSecretHeader(name) && !isSignature(value) ? [] : [`--header ${shellQuoted(`${name}: ${value}`)}`];
}

/** Proves the key without giving it away. */
function isSignature(value: string): boolean {
  return value.startsWith(`${algorithm} `);
}

function talkOf(used: readonly string[], credentials: ShownRequest["credentials"], validUntil: string | undefined): readonly string[] {
  return [
    ...(validUntil === undefined
      ? []
      : [`The command is signed: it is valid for 15 minutes, until ${validUntil}; anyone who has it can use it.`]),
    ...used.map((variable) => `It reads a secret from ${variable}, which curl shows to anyone who can list processes.`),
    ...(credentials === "login" ? ["Set it by: export AOM_WORKFLOW_TOKEN=$(aom-workflow auth token)"] : []),
  ];
}
