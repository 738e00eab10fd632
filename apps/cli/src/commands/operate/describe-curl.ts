import { algorithm } from "@aom-workflow/auth";
import { consequences, isSecretHeader } from "@aom-workflow/client/internal";
import type { Report } from "../../output/report.ts";
import { shellQuoted } from "../../output/text/shell-quoted.ts";
import type { ShownRequest } from "./shown-request.ts";

/** Variables that the command takes secrets from, by header. */
const variables: Readonly<Record<string, string>> = {
  "x-auth-token": "AOM_WORKFLOW_TOKEN",
  "x-security-token": "HUAWEICLOUD_SDK_SECURITY_TOKEN",
};

/** What else the call would have. */
export interface CurlOptions {
  /** In milliseconds. */
  readonly timeout?: number | undefined;
  /** Path of the file with certificates that are trusted besides the usual ones. */
  readonly authority?: string | undefined;
}

/** How long the gateway accepts a signature. Source: https://support.huaweicloud.com/devg-apisign/api-sign-errorcode.html */
const signatureLifeMs = 15 * 60_000;

/**
 * The answer to `--dry-run=curl`: a command for a POSIX shell that sends the same request once. Secrets come from the environment; a signature
 * is part of the command.
 *
 * @param now in milliseconds since 1970
 */
export function describeCurl(
  { request, credentials }: ShownRequest,
  { timeout = 30_000, authority }: CurlOptions = {},
  now = Date.now(),
): Report {
  const { method, url, body = "" } = request;
  const headers = credentials === "none" ? { ...request.headers, "x-auth-token": "" } : request.headers;
  const words = [
    `curl --silent --show-error --fail-with-body --request ${method} --globoff --path-as-is --max-time ${timeout / 1000}`,
    ...(authority === undefined ? [] : [`--cacert ${shellQuoted(authority)}`]),
    ...Object.entries(headers).flatMap(([name, value]) => headerWord(name, value)),
    `--data-binary ${shellQuoted(body)}`,
    shellQuoted(url),
  ];
  const curl = words.join(" \\\n  ");
  const validUntil = isSigned(request.headers) ? new Date(now + signatureLifeMs).toISOString() : undefined;
  const used = Object.keys(variables).flatMap((name) => (name in headers ? (variables[name] ?? []) : []));
  return {
    exitCode: 0,
    document: { ok: true, outcome: "not-sent", credentials, curl, validUntil },
    text: curl,
    talk: [consequences["not-sent"], ...talkOf(used, credentials, validUntil)].join(" "),
  };
}

function headerWord(name: string, value: string): string[] {
  const variable = variables[name];
  if (variable) return [`--header "${name}: \${${variable}:?}"`];
  return isSecretHeader(name) && !isSignature(value) ? [] : [`--header ${shellQuoted(`${name}: ${value}`)}`];
}

function isSigned({ authorization = "" }: Readonly<Record<string, string>>): boolean {
  return isSignature(authorization);
}

/** Proves the key without giving it away. */
function isSignature(value: string): boolean {
  return value.startsWith(`${algorithm} `);
}

function talkOf(used: readonly string[], credentials: ShownRequest["credentials"], validUntil: string | undefined): readonly string[] {
  return [
    ...(validUntil === undefined ? [] : [`The command is signed: it is good for 15 minutes, until ${validUntil}, for whoever has it.`]),
    ...used.map((variable) => `It takes a secret from ${variable}, which curl shows to whoever can list processes.`),
    ...(credentials === "login" ? ["Set it by: export AOM_WORKFLOW_TOKEN=$(aom-workflow auth token)"] : []),
  ];
}
