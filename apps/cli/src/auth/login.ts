import { type CachedToken, iamPassword } from "@aom-workflow/auth";
import type { Answer } from "../answer.ts";
import type { CommandContext } from "../context.ts";
import { iamConnection } from "../credentials/iam.ts";
import { keepLogin } from "../credentials/login-store.ts";
import { choose, type Layers } from "../layers.ts";
import { variableFor } from "../setting.ts";
import { unlessAborted } from "../unless-aborted.ts";
import { UsageError } from "../usage-error.ts";
import { readSecrets } from "./read-secrets.ts";

/** Logs in to IAM and keeps the token. The password is used once and not kept. @throws UsageError, CredentialsError */
export async function login(layers: Layers, context: CommandContext): Promise<Answer> {
  const connection = iamConnection(layers, context.trace);
  const domainName = demanded("account", layers);
  const userName = demanded("user", layers);
  const userId = layers.options.mfaUserId as string | undefined;
  const questions = [`Password of ${userName}: `, ...(userId === undefined ? [] : ["Passcode of the MFA device: "])];
  const [password = "", passcode] = await readSecrets(questions, layers.options.input !== false, context);
  const projectId = choose("project", layers).value;
  let fresh: CachedToken | undefined;
  const auth = iamPassword({
    ...connection,
    domainName,
    userName,
    password,
    ...(userId !== undefined && { userId, passcode }),
    ...(projectId !== undefined && { projectId }),
    cache: {
      read: async () => undefined,
      write: async (_, token) => {
        fresh = token;
      },
    },
  });
  // To authenticate a request is what makes it log in; this one is not sent.
  await unlessAborted(Promise.resolve(auth(new Request("https://localhost/"))), context.signal);
  await keepLogin(layers, fresh as CachedToken);
  const expiresAt = new Date((fresh as CachedToken).expiresAt).toISOString();
  return {
    exitCode: 0,
    document: { ok: true, account: domainName, user: userName, region: connection.region, projectId, expiresAt },
    talk: `Logged in as ${userName} of ${domainName} until ${expiresAt}. The token is kept where only you can read it.`,
  };
}

function demanded(flag: string, layers: Layers): string {
  const { value } = choose(flag, layers);
  if (value !== undefined) return value;
  throw new UsageError(`--${flag} is missing (or set ${variableFor(flag)}).`);
}
