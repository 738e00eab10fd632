import { operations } from "@aom-workflow/types";
import type { Answer } from "./answer.ts";
import { refuseBrokenText } from "./arguments.ts";
import { calledBy } from "./command.ts";
import { commandsOf } from "./commands.ts";
import type { CommandContext } from "./context.ts";
import { describeError, isInternal } from "./describe-error.ts";
import { describeVersion } from "./describe-version.ts";
import { dispatch } from "./dispatch.ts";
import { parse } from "./program.ts";

/** What the command line runs with. */
export interface Surroundings extends Pick<CommandContext, "env" | "version" | "signal" | "tell" | "terminal"> {
  /** Takes an error that is a bug of ours. */
  readonly report: (error: unknown) => void;
}

const operation = operations.StartPausingWorkflowExecutions;

/** Runs one command; whatever happens, the answer says it. */
export async function run(argv: readonly string[], { report, ...surroundings }: Surroundings): Promise<Answer> {
  const { signal, tell, version, terminal } = surroundings;
  let started = false;
  const warnings: string[] = [];
  const warn = (text: string) => {
    warnings.push(text);
    tell(text);
  };
  const starting = () => {
    started = true;
  };
  try {
    refuseBrokenText(argv);
    const invocation = parse(argv, operation, terminal.columns);
    if (invocation.kind === "version") return describeVersion(version);
    if (invocation.kind === "help") return { exitCode: 0, text: invocation.text.trimEnd() };
    return withWarnings(await dispatch(invocation, { ...surroundings, operation, warn, starting }), warnings);
  } catch (error) {
    const command = calledBy(argv, commandsOf(operation)).join(" ");
    const interruptedBy = signal.aborted ? String(signal.reason) : undefined;
    if (isInternal(error)) report(error);
    return withWarnings(describeError(error, { command, started, interruptedBy }), warnings);
  }
}

function withWarnings(answer: Answer, warnings: readonly string[]): Answer {
  return warnings.length > 0 && answer.document ? { ...answer, document: { ...answer.document, warnings } } : answer;
}
