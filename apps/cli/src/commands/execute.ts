import { type About, withAbout } from "../output/about.ts";
import { describeError, isExpected } from "../output/describe-error.ts";
import { type Query, queryOf, withTime, withWarnings } from "../output/query.ts";
import type { Report } from "../output/report.ts";
import type { Speaker } from "../output/speaker.ts";
import { UsageError } from "../output/usage-error.ts";
import type { CommandName } from "../surface/commands.ts";
import type { Called, CommandBody, CommandContext } from "./context.ts";
import { operate } from "./operate/operate.ts";

/** Executes the command that was called; whatever happens, the answer says it. */
export async function execute(
  called: Called,
  surroundings: Omit<CommandContext, "warn" | "starting" | "about" | "learned"> & Pick<Speaker, "report">,
): Promise<Report> {
  const { signal, tell, report } = surroundings;
  const warnings: string[] = [];
  let started = false;
  let about: About | undefined;
  let query: Query = (answer) => answer;
  const context: CommandContext = {
    ...surroundings,
    learned: {},
    warn(text) {
      warnings.push(text);
      tell(text);
    },
    about(what) {
      about = what;
    },
    starting() {
      started = true;
    },
  };
  const time = () => new Date().toISOString();
  const finish = (answer: Report) => query(withWarnings(withTime(answer, time()), warnings));
  try {
    const { query: expression, output } = called.options;
    const format = output === "jsonl" ? output : surroundings.json ? "json" : "text";
    if (typeof expression === "string") query = await queryOf(expression, format);
    const body = await bodyOf(called);
    return finish(await body(called, context));
  } catch (error) {
    const isInterruption = signal.aborted && error === signal.reason;
    const cause = isInterruption ? new UsageError("Interrupted.", { code: "aborted" }) : error;
    if (!isExpected(cause)) report(cause);
    const interruptedBy = signal.aborted ? String(signal.reason) : undefined;
    const { timeoutMs, onlyReads, authority } = about ?? {};
    const isReading = !called.command.acts;
    const command = called.command.path.join(" ");
    const failure = describeError(cause, { command, started, interruptedBy, timeoutMs, onlyReads, isReading, authority });
    return finish(withAbout(failure, about, time()));
  }
}

/** The body of the command that was called. An operation is what has to be quick, so the others are loaded only when they are called. */
async function bodyOf({ command }: Called): Promise<CommandBody> {
  return command.operation ? operate : (await import("./bodies.ts")).bodies[command.path.join(" ") as CommandName];
}
