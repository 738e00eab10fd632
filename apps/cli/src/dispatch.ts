import type { Answer } from "./answer.ts";
import type { CommandContext } from "./context.ts";
import type { Invocation } from "./program.ts";

/** Runs the command that was called. Only what it needs is loaded. */
export async function dispatch(invocation: Invocation & { kind: "command" }, context: CommandContext): Promise<Answer> {
  const { command, options, operands } = invocation;
  const [first, second = ""] = command.path;
  if (command.operates) return (await import("./operate.ts")).operate(options, context);
  if (first === "config") return (await import("./config/config.ts")).config(second, options, operands, context);
  if (first === "completion") return (await import("./completion/complete.ts")).completionScript(operands[0] ?? "");
  if (first === "capabilities") return (await import("./capabilities.ts")).capabilities(context);
  throw new Error(`The command ${command.path.join(" ")} does nothing.`);
}
