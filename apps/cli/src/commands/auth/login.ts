import { logIn, Secret } from "@aom-workflow/auth";
import { callTransport } from "../../connection/call-transport.ts";
import { iamOptions } from "../../connection/iam.ts";
import { untilRead, withinTimeLimit } from "../../connection/time-limit.ts";
import { checkLoginStore, deleteLogin, saveLogin } from "../../credentials/login-store.ts";
import { readAll } from "../../credentials/read-all.ts";
import { oneLine } from "../../output/text/printable.ts";
import { UsageError } from "../../output/usage-error.ts";
import { textProblem } from "../../settings/check-setting.ts";
import { checkSettings, missingSetting } from "../../settings/resolve-settings.ts";
import { lookUp, type SettingSources, sourcesOf } from "../../settings/setting-sources.ts";
import { unlessAborted } from "../../terminal/host.ts";
import type { CommandBody, CommandContext } from "../context.ts";

/** Logs in to IAM and saves the token. The password is used once and not saved. */
export const authLogin: CommandBody = async ({ options }, context) => {
  const sources = sourcesOf(options, context.env);
  const within = <Result>(work: (signal: AbortSignal) => Promise<Result>) => withinTimeLimit(sources, context.signal, work);
  const transport = await within((signal) => callTransport(sources, { ...context, signal }));
  checkSettings(["account", "user", "project", "endpoint"], sources);
  const iam = iamOptions(sources, transport);
  const domainName = required("account", sources);
  const userName = required("user", sources);
  const projectId = lookUp("project", sources).value;
  if ((projectId ?? iam.region) === undefined)
    throw new UsageError("--region is missing: a login is for one project. Or name it by --project.");
  const userId = lookUp("mfa-user-id", sources).value;
  const problem = userId === undefined ? undefined : textProblem(userId);
  if (problem !== undefined) throw new UsageError(`--mfa-user-id ${problem}.`);
  await checkLoginStore(sources);
  const questions = [
    { secret: "password", question: oneLine(`Password of ${userName}: `) },
    ...(userId === undefined ? [] : [{ secret: "passcode", question: "Passcode of the MFA device: " }]),
  ];
  const { password = "", passcode } = await readSecrets(questions, options["no-input"] !== true, context, within);
  const login = { ...iam, domainName, userName, password, projectId, ...(userId !== undefined && { userId, passcode }) };
  const token = await within((signal) => logIn(login, { signal }));
  const project = token.projectId ?? projectId;
  await saveLogin(sources, { ...token, projectId: project, login: { iamEndpoint: iam.endpoint, account: domainName, user: userName } });
  const expiresAt = new Date(token.expiresAt).toISOString();
  return {
    exitCode: 0,
    document: { ok: true, account: domainName, user: userName, region: iam.region, projectId: project, expiresAt },
    talk: `Logged in as ${userName} of ${domainName} until ${expiresAt}. The token is saved in a file only you can read.`,
  };
};

/** Deletes the saved login. */
export const authLogout: CommandBody = async ({ options }, { env }) => {
  const wasThere = await deleteLogin(sourcesOf(options, env));
  const talk = wasThere ? "Logged out: the saved token is deleted. IAM accepts it until it expires." : "There was no saved login.";
  return { exitCode: 0, document: { ok: true, loggedOut: wasThere }, talk };
};

/**
 * Asks for secrets without showing what is typed; where there is no terminal, each is a line of standard input.
 *
 * @param questions `secret`: what it is called, such as `password`
 * @param within limits how long standard input is awaited; a person may take longer
 * @returns the secrets by name @throws UsageError for one that does not come
 */
export async function readSecrets(
  questions: readonly { readonly secret: string; readonly question: string }[],
  mayAsk: boolean,
  { terminal, signal, stdin }: Pick<CommandContext, "terminal" | "signal" | "stdin">,
  within: (work: (signal: AbortSignal) => Promise<Secret>) => Promise<Secret>,
): Promise<Readonly<Record<string, Secret>>> {
  const isTyped = stdin().isTTY === true;
  if (isTyped && (!mayAsk || !terminal.canAsk)) {
    throw new UsageError("--no-input does not allow a prompt for the password: pass it on standard input.");
  }
  const lines = isTyped ? [] : (await within((signal) => untilRead("Standard input", readAll(stdin()), signal))).reveal().split(/\r?\n/);
  const answers: Record<string, Secret> = {};
  for (const [index, { secret, question }] of questions.entries()) {
    const answer = isTyped ? await unlessAborted(terminal.ask(question, { hidden: true, signal }), signal) : lines[index];
    const where = index === 0 ? "" : " (expected on the second line)";
    if (!answer) throw new UsageError(isTyped ? `No ${secret} was typed.` : `No ${secret} on standard input${where}.`);
    answers[secret] = new Secret(answer);
  }
  return answers;
}

function required(flag: string, sources: SettingSources): string {
  const { value } = lookUp(flag, sources);
  if (value === undefined) throw new UsageError(missingSetting(flag));
  return value;
}
