import type { Answer } from "./answer.ts";
import { auth } from "./auth/auth.ts";
import { capabilities } from "./capabilities.ts";
import { completionScript } from "./completion/complete.ts";
import { config } from "./config/config.ts";
import type { CommandContext } from "./context.ts";
import { doctor } from "./doctor/doctor.ts";
import { operate } from "./operate.ts";
import type { Invocation } from "./program.ts";

export { complete } from "./completion/complete.ts";
export { queryOf } from "./query.ts";

/** Runs the command that was called. This is the door to a file of its own, which help and version do without. */
export async function dispatch(invocation: Invocation & { kind: "command" }, context: CommandContext): Promise<Answer> {
  const { command, options, operands } = invocation;
  const [first, second = ""] = command.path;
  if (command.operates) return operate(options, context);
  if (first === "auth") return auth(second, options, context);
  if (first === "config") return config(second, options, operands, context);
  if (first === "doctor") return doctor(options, context);
  if (first === "completion") return completionScript(operands[0] ?? "");
  if (first === "capabilities") return capabilities(context);
  throw new Error(`The command ${command.path.join(" ")} does nothing.`);
}
