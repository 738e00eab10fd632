import { operations } from "@aom-workflow/types";
import type { Answer } from "./answer.ts";
import { refuseBrokenText } from "./arguments.ts";
import { calledBy } from "./command.ts";
import { commandsOf } from "./commands.ts";
import type { CommandContext } from "./context.ts";
import { describeError, isInternal } from "./describe-error.ts";
import { describeVersion } from "./describe-version.ts";
import { parse } from "./program.ts";
import type { Query } from "./query.ts";

/** What the command line runs with. */
export interface Surroundings
  extends Pick<CommandContext, "env" | "version" | "signal" | "json" | "tell" | "trace" | "terminal" | "stdin"> {
  /** Takes an error that is a bug of ours. */
  readonly report: (error: unknown) => void;
}

const operation = operations.StartPausingWorkflowExecutions;

/** Runs one command; whatever happens, the answer says it. */
export async function run(argv: readonly string[], { report, ...surroundings }: Surroundings): Promise<Answer> {
  const { signal, tell, version, terminal } = surroundings;
  let started = false;
  let query: Query | undefined;
  const warnings: string[] = [];
  const warn = (text: string) => {
    warnings.push(text);
    tell(text);
  };
  const starting = () => {
    started = true;
  };
  try {
    if (argv[0] === "__complete") return (await import("./dispatch.ts")).complete(argv.slice(1), operation, surroundings.env);
    refuseBrokenText(argv);
    const invocation = parse(argv, operation, terminal.columns);
    if (invocation.kind === "version") return describeVersion(version);
    if (invocation.kind === "help") {
      const text = invocation.text.trimEnd();
      return { exitCode: 0, document: { ok: true, help: text }, text, isHelp: true };
    }
    const { query: expression } = invocation.options;
    const { dispatch, queryOf } = await import("./dispatch.ts");
    if (typeof expression === "string") query = queryOf(expression);
    return finish(await dispatch(invocation, { ...surroundings, operation, warn, starting }));
  } catch (error) {
    const command = calledBy(argv, commandsOf(operation)).join(" ");
    const interruptedBy = signal.aborted ? String(signal.reason) : undefined;
    if (isInternal(error)) report(error);
    return finish(describeError(error, { command, started, interruptedBy }));
  }

  function finish(answer: Answer): Answer {
    const warned = withWarnings(answer, warnings);
    return query ? query(warned) : warned;
  }
}

function withWarnings(answer: Answer, warnings: readonly string[]): Answer {
  return warnings.length > 0 && answer.document ? { ...answer, document: { ...(answer.document as object), warnings } } : answer;
}
