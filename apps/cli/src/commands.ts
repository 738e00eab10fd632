import type { Operation } from "@aom-workflow/types";
import { aidCommands } from "./aid-commands.ts";
import { authCommands } from "./auth/commands.ts";
import type { CommandSpec } from "./command.ts";
import { configCommands } from "./config/commands.ts";
import { operateCommands } from "./operate-commands.ts";

/** Every command, in the order of help. */
export function commandsOf(operation: Operation): readonly CommandSpec[] {
  return [...operateCommands(operation), ...authCommands, ...configCommands, ...aidCommands];
}

/** What the first word of several commands stands for. */
export const groups: Readonly<Record<string, string>> = {
  auth: "Log in, log out, and see which credentials are used.",
  config: "Show and change settings and profiles.",
};
