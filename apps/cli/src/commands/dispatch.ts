import type { CommandName } from "../surface/commands.ts";
import type { Called, CommandBody } from "./context.ts";
import { operate } from "./operate/operate.ts";

/** The body of the command that was called. An operation is what has to be quick, so the others are loaded only when they are called. */
export async function bodyOf({ command }: Called): Promise<CommandBody> {
  return command.operation ? operate : (await import("./bodies.ts")).bodies[command.path.join(" ") as CommandName];
}
