import { startTimeLimit } from "../../connection/time-limit.ts";
import { chooseCredentials } from "../../credentials/choose-credentials.ts";
import { expiryOf } from "../../credentials/credentials.ts";
import { readyCredentials } from "../../credentials/ready-credentials.ts";
import { UsageError } from "../../output/usage-error.ts";
import { layersOf } from "../../settings/layers.ts";
import type { CommandBody } from "../context.ts";

/** Prints the token, for other tools. */
export const authToken: CommandBody = async ({ options }, context) => {
  const layers = layersOf(options, context.env);
  const credentials = await chooseCredentials(layers);
  const limit = startTimeLimit(layers, context.signal);
  const { auth } = await readyCredentials(credentials, { ...context, signal: limit.signal }).finally(() => limit.stop());
  if (typeof auth === "function") {
    throw new UsageError("There is no token: an access key signs each request. Get a token with: aom-workflow auth login", {
      code: "authentication",
    });
  }
  const text = auth.reveal();
  return { exitCode: 0, document: { ok: true, token: text, expiresAt: expiryOf(credentials) }, text };
};
