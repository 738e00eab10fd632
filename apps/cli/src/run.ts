import { operations } from "@aom-workflow/types";
import type { Answer } from "./answer.ts";
import { refuseBrokenText } from "./arguments.ts";
import { describeError, isInternal } from "./describe-error.ts";
import { describeRetry } from "./describe-retry.ts";
import { describeVersion } from "./describe-version.ts";
import type { Environment } from "./environment.ts";
import { commandsOf, parse } from "./program.ts";

/** What the command line runs with. */
export interface Surroundings {
  readonly env: Environment;
  /** Version of the command line. */
  readonly version: string;
  /** Its reason is the name of the signal. */
  readonly signal: AbortSignal;
  /** Takes what is worth knowing while the call is under way. */
  readonly tell: (text: string) => void;
  /** Takes an error that is a bug of ours. */
  readonly report: (error: unknown) => void;
}

const operation = operations.StartPausingWorkflowExecutions;

/** Runs one command; whatever happens, the answer says it. Only what the command needs is loaded. */
export async function run(argv: readonly string[], { env, version, signal, tell, report }: Surroundings): Promise<Answer> {
  let started = false;
  try {
    refuseBrokenText(argv);
    const invocation = parse(argv, operation);
    if (invocation.kind === "version") return describeVersion(version);
    if (invocation.kind === "help") return { exitCode: 0, text: invocation.text.trimEnd() };
    const { operate } = await import("./operate.ts");
    const hooks = {
      onAttemptStart: () => {
        started = true;
      },
      onRetry: (retry: Parameters<typeof describeRetry>[0]) => tell(describeRetry(retry)),
    };
    return await operate(invocation.options, operation, { env, signal, hooks });
  } catch (error) {
    const command = argv.find((argument) => commandsOf(operation).includes(argument));
    const interruptedBy = signal.aborted ? String(signal.reason) : undefined;
    if (isInternal(error)) report(error);
    return describeError(error, { command, started, interruptedBy });
  }
}
