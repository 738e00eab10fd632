import type { Operation } from "@aom-workflow/types";
import type { OperationDocs } from "@aom-workflow/types/docs";

/** How an action is spoken of. */
interface ActionWords {
  /** What is about to happen, followed by what it is done to; by default the action itself. */
  readonly about?: string;
  /** Beginning of the sentence that reports success, followed by what it was done to. */
  readonly done: string;
  /** Start of the sentence about what is in progress, followed by the same. */
  readonly doing: string;
  /** The question before it. */
  readonly question: string;
  /** What would be regretted if it was a mistake; a person is always asked then. */
  readonly regret?: string;
}

const words: Readonly<Record<string, ActionWords>> = {
  restart: { done: "Restarted", doing: "Restarting", question: "Restart it?" },
  skip: { done: "Skipped", doing: "Skipping", question: "Skip it?", regret: "Its work will not be done." },
  stop: {
    done: "Stopped",
    doing: "Stopping",
    question: "Stop it?",
    regret: "It cannot be resumed: a new execution starts from the first node.",
  },
  run: { done: "Started", doing: "Starting", question: "Start it?" },
  "enable-schedule": {
    about: "enable the schedule of",
    done: "Enabled the schedule of",
    doing: "Enabling the schedule of",
    question: "Enable the schedule?",
  },
  "disable-schedule": {
    about: "disable the schedule of",
    done: "Disabled the schedule of",
    doing: "Disabling the schedule of",
    question: "Disable the schedule?",
  },
  continue: {
    about: "continue past",
    done: "Continued past",
    doing: "Continuing past",
    question: "Continue past it?",
    regret: "The nodes after the pause will run.",
  },
};

/** The word that calls an operation on the command line. */
export function commandWord({ command, name }: Operation): string {
  return command ?? name;
}

/** Does it begin an execution? That is what is done once to a workflow, of which no execution is named. */
export function beginsExecution({ effect, parameters }: Operation): boolean {
  const names = (input: string) => parameters.some((parameter) => parameter.input === input);
  return effect === "once" && names("workflowId") && !names("executionId");
}

/** The words for an action, or for an operation without one. What the contract may add later has plain ones. */
export function actionWords(action: string): ActionWords {
  return wordsOf(action) ?? { done: `Called ${action} on`, doing: `Calling ${action} on`, question: `Call ${action}?` };
}

/** What a person is asked to consider before an operation is sent; nothing where nobody is asked. An action without words of its own is summed up. */
export function regretOf(operation: Operation, docs: OperationDocs): string | undefined {
  const known = wordsOf(commandWord(operation));
  return known ? known.regret : operation.actsOn && docs.summary;
}

function wordsOf(action: string): ActionWords | undefined {
  return Object.hasOwn(words, action) ? words[action] : undefined;
}
