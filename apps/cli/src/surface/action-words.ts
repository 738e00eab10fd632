import type { Operation } from "@aom-workflow/types";
import type { OperationDocs } from "@aom-workflow/types/docs";

/** How an action is spoken of. */
interface ActionWords {
  /** Beginning of the sentence that reports success, followed by what it was done to. */
  readonly done: string;
  /** Beginning of the sentence that tells what is under way, followed by the same. */
  readonly doing: string;
  /** What would be regretted if it was a mistake; a person is asked before. */
  readonly regret?: string;
  /** Is the state read first, unless that is declined? */
  readonly isChecked?: true;
}

const words: Readonly<Record<string, ActionWords>> = {
  restart: { done: "Restarted", doing: "Restarting" },
  skip: { done: "Skipped", doing: "Skipping", regret: "What it should have done stays undone.", isChecked: true },
  stop: { done: "Stopped", doing: "Stopping", regret: "It cannot be resumed: a new execution starts from the first node." },
  run: { done: "Started", doing: "Starting" },
  "enable-schedule": { done: "Enabled the schedule of", doing: "Enabling the schedule of" },
  "disable-schedule": { done: "Disabled the schedule of", doing: "Disabling the schedule of" },
  continue: { done: "Continued past", doing: "Continuing past", regret: "What waits behind the pause will run." },
};

/** The word that calls an operation on the command line. */
export function commandWord({ command, name }: Operation): string {
  return command ?? name;
}

/** The words for an action, or for an operation without one. What the contract may add later has plain ones. */
export function actionWords(action: string): ActionWords {
  return wordsOf(action) ?? { done: `Called ${action} on`, doing: `Calling ${action} on` };
}

/** What a person is asked to consider before an operation is sent; nothing where nobody is asked. An action without words of its own is summed up. */
export function regretOf(operation: Operation, docs: OperationDocs): string | undefined {
  const known = wordsOf(commandWord(operation));
  return known ? known.regret : operation.actsOn && docs.summary;
}

function wordsOf(action: string): ActionWords | undefined {
  return Object.hasOwn(words, action) ? words[action] : undefined;
}
