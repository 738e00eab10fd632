import { type Authenticate, isCredentialsError } from "@aom-workflow/auth";
import { Secret, tokenProblem } from "@aom-workflow/client/internal";
import { untilRead } from "../connection/time-limit.ts";
import { UsageError } from "../output/usage-error.ts";
import { isNamedByFlag, type SettingSources } from "../settings/setting-sources.ts";
import { subjectOf, type TokenSource, tokenSource } from "../settings/token-source.ts";
import { type Host, unlessAborted } from "../terminal/host.ts";
import type { Credentials } from "./credentials.ts";
import { readAll } from "./read-all.ts";

/**
 * Chooses the credentials, in the order of the settings: the token of a flag; the token, else the login of the profile that a flag names;
 * the token, else the keys of the environment; the token of the profile in use; its login; what else the machine has.
 */
export async function chooseCredentials(sources: SettingSources): Promise<Credentials> {
  const source = tokenSource(sources);
  // What needs to look at nothing else is chosen without loading it.
  const isFirst = source?.origin === "flag" || source?.origin === "named-profile";
  if (source && (isFirst || (source.origin === "environment" && !isNamedByFlag(sources.profile)))) return { kind: "token", source };
  return (await import("./machine-credentials.ts")).machineCredentials(sources, source);
}

/** Credentials that are there, and what came with them. */
export interface ReadyCredentials {
  readonly auth: Secret | Authenticate;
  /** Project that the source of the credentials names. */
  readonly projectId?: string | undefined;
}

/** Gets them. @throws UsageError with the code `authentication` where there are none, CredentialsError where they are broken */
export async function readyCredentials(
  credentials: Credentials,
  host: Pick<Host, "signal" | "stdin" | "terminal">,
): Promise<ReadyCredentials> {
  const { signal } = host;
  if (credentials.kind === "token") {
    const { source } = credentials;
    return { auth: await untilRead(subjectOf(source), readToken(source, host), signal) };
  }
  if (credentials.kind === "login") return { auth: credentials.token.token, projectId: credentials.token.projectId };
  const { chain } = credentials;
  try {
    return { auth: chain, projectId: (await unlessAborted(chain.resolve({ signal }), signal)).projectId };
  } catch (error) {
    throw isCredentialsError(error) && error.code === "no-credentials" ? await noCredentials(error.tried ?? [], credentials) : error;
  }
}

/** Says that the saved login cannot be used any more. */
export function loginExpired(at: number): string {
  const [verb, soon] = at > Date.now() ? ["expires", ", in less than 60 s"] : ["expired", ""];
  return `The login ${verb} at ${new Date(at).toISOString()}${soon}; log in again: aom-workflow auth login`;
}

/** Reads the token and takes the line break off its end. @throws UsageError that names the source, never its content */
export async function readToken(source: TokenSource, host: Pick<Host, "signal" | "stdin" | "terminal">): Promise<Secret> {
  const token = (await readText(source, host)).reveal().replace(/(?<![\r\n])(\r?\n)+$/, "");
  if (token === "") throw new UsageError(`${subjectOf(source)} is empty: it must contain an IAM token of the project.`);
  const problem = tokenProblem(token);
  if (problem) throw new UsageError(`${subjectOf(source)} ${problem}: it must contain only the token.`);
  return new Secret(token);
}

/**
 * What was read for a run of the command line. A pipe gives its text once, and a command that looks ids up needs it twice: in two files of the
 * bundle, which share no modules, so the text is kept at the function that opens standard input.
 */
const kept = Symbol.for("aom-workflow/token-text");

async function readText(source: TokenSource, { signal, terminal, ...host }: Parameters<typeof readToken>[1]): Promise<Secret> {
  if (source.kind === "environment") return source.value;
  const stdin: Host["stdin"] & { [kept]?: Promise<Secret> } = host.stdin;
  const read = async () => {
    if (source.kind === "file") return (await import("./token-file.ts")).readTokenFile(source.path);
    const isTyped = stdin().isTTY && terminal.canAsk;
    return isTyped ? new Secret(await terminal.ask("Token: ", { hidden: true, signal })) : readAll(stdin());
  };
  stdin[kept] ??= read();
  return stdin[kept];
}

async function noCredentials(tried: readonly string[], credentials: Credentials & { kind: "chain" }): Promise<UsageError> {
  const { loginExpiredAt } = credentials;
  if (loginExpiredAt !== undefined) return new UsageError(loginExpired(loginExpiredAt), { code: "authentication" });
  const service = await credentials.service();
  return new UsageError(
    [
      `No credentials found${service === undefined ? "" : `, and no login for this endpoint (${service})`}. Use --token-file, set AOM_WORKFLOW_TOKEN, log in with aom-workflow auth login, or set HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK.`,
      `Tried: ${tried.join("; ")}.`,
    ],
    { code: "authentication" },
  );
}
