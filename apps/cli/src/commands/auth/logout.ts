import { deleteLogin } from "../../credentials/login-store.ts";
import { layersOf } from "../../settings/layers.ts";
import type { CommandBody } from "../context.ts";

/** Deletes the saved login. */
export const authLogout: CommandBody = async ({ options }, { env }) => {
  const wasThere = await deleteLogin(layersOf(options, env));
  const talk = wasThere ? "Logged out: the saved token is deleted. IAM accepts it until it expires." : "There was no saved login.";
  return { exitCode: 0, document: { ok: true, loggedOut: wasThere }, talk };
};
