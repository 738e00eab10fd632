import type { Answer } from "../answer.ts";
import type { CommandContext } from "../context.ts";
import { chooseCredentials, readyCredentials } from "../credentials/credentials.ts";
import { forgetLogin } from "../credentials/login-store.ts";
import { type Layers, layersOf } from "../layers.ts";
import type { Options } from "../program.ts";
import { UsageError } from "../usage-error.ts";
import { login } from "./login.ts";
import { status } from "./status.ts";

/** Tells of credentials, gets them, forgets them. @throws UsageError, CredentialsError */
export async function auth(name: string, options: Options, context: CommandContext): Promise<Answer> {
  const layers = layersOf(options, context.env);
  if (name === "login") return login(layers, context);
  if (name === "logout") return logout(layers);
  if (name === "token") return printToken(layers, context.signal);
  return status(layers, context);
}

async function logout(layers: Layers): Promise<Answer> {
  const wasThere = await forgetLogin(layers);
  const talk = wasThere ? "Logged out: the token is no longer kept. IAM takes it until it ends." : "There was no login to forget.";
  return { exitCode: 0, document: { ok: true, loggedOut: wasThere }, talk };
}

async function printToken(layers: Layers, signal: AbortSignal): Promise<Answer> {
  const credentials = await chooseCredentials(layers);
  const { auth } = await readyCredentials(credentials, signal);
  if (typeof auth !== "string") {
    throw new UsageError(
      "There is no token: an access key signs each request. Get a token with: aom-workflow auth login",
      "authentication",
    );
  }
  const expiresAt = credentials.kind === "login" ? new Date(credentials.token.expiresAt).toISOString() : undefined;
  return { exitCode: 0, document: { ok: true, token: auth, expiresAt }, text: auth };
}
