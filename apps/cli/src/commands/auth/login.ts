import { logIn } from "@aom-workflow/auth";
import { callTransport } from "../../connection/call-transport.ts";
import { iamOptions } from "../../connection/iam.ts";
import { startTimeLimit } from "../../connection/time-limit.ts";
import { checkLoginStore, saveLogin } from "../../credentials/login-store.ts";
import { UsageError } from "../../output/usage-error.ts";
import { textProblem } from "../../settings/check-setting.ts";
import { choose, type Layers, layersOf } from "../../settings/layers.ts";
import { checkSettings } from "../../settings/resolve-settings.ts";
import { variableFor } from "../../surface/settings.ts";
import type { CommandBody } from "../context.ts";
import { readSecrets } from "./read-secrets.ts";

/** Logs in to IAM and saves the token. The password is used once and not saved. */
export const authLogin: CommandBody = async ({ options }, context) => {
  const layers = layersOf(options, context.env);
  const transport = callTransport(layers, context.trace);
  checkSettings(["account", "user", "project", "endpoint"], layers);
  const iam = iamOptions(layers, transport);
  const domainName = required("account", layers);
  const userName = required("user", layers);
  const projectId = choose("project", layers).value;
  if ((projectId ?? iam.region) === undefined)
    throw new UsageError("--region is missing: a login is for one project. Or name it by --project.");
  const userId = choose("mfa-user-id", layers).value;
  const problem = userId === undefined ? undefined : textProblem(userId);
  if (problem !== undefined) throw new UsageError(`--mfa-user-id ${problem}.`);
  await checkLoginStore(layers);
  const questions = [
    { secret: "password", question: `Password of ${userName}: ` },
    ...(userId === undefined ? [] : [{ secret: "passcode", question: "Passcode of the MFA device: " }]),
  ];
  const { password = "", passcode } = await readSecrets(questions, options["no-input"] !== true, context);
  const login = { ...iam, domainName, userName, password, projectId, ...(userId !== undefined && { userId, passcode }) };
  const limit = startTimeLimit(layers, context.signal);
  const token = await logIn(login, { signal: limit.signal }).finally(() => limit.stop());
  const project = token.projectId ?? projectId;
  await saveLogin(layers, { ...token, projectId: project, login: { iamEndpoint: iam.endpoint, account: domainName, user: userName } });
  const expiresAt = new Date(token.expiresAt).toISOString();
  return {
    exitCode: 0,
    document: { ok: true, account: domainName, user: userName, region: iam.region, projectId: project, expiresAt },
    talk: `Logged in as ${userName} of ${domainName} until ${expiresAt}. The token is saved in a file only you can read.`,
  };
};

function required(flag: string, layers: Layers): string {
  const { value } = choose(flag, layers);
  if (value !== undefined) return value;
  throw new UsageError(`--${flag} is missing (or set ${variableFor(flag)}).`);
}
