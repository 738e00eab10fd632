import { configPath } from "../../settings/config-path.ts";
import type { CommandBody } from "../context.ts";

/** Prints where the settings file is, or would be. */
export const printConfigPath: CommandBody = (_, { env }) => {
  const path = configPath(env);
  return { exitCode: 0, document: { ok: true, path }, text: path };
};
