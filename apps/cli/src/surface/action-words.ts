import type { Operation } from "@aom-workflow/types";

/** How an action is spoken of. */
interface ActionWords {
  /** Beginning of the sentence that reports success, followed by what it was done to. */
  readonly done: string;
  /** Beginning of the sentence that tells what is under way, followed by the same. */
  readonly doing: string;
  /** What would be regretted if it was a mistake; a person is asked before. */
  readonly regret?: string;
}

const words: Readonly<Record<string, ActionWords>> = {
  restart: { done: "Restarted", doing: "Restarting" },
  skip: { done: "Skipped", doing: "Skipping", regret: "What it should have done stays undone." },
  stop: { done: "Stopped", doing: "Stopping", regret: "It cannot be resumed: a new execution starts from the first node." },
  run: { done: "Started", doing: "Starting" },
  continue: { done: "Continued past", doing: "Continuing past", regret: "What waits behind the pause will run." },
};

/** Commands whose operation has another name. */
const commandWords: Readonly<Record<string, string>> = {
  runWorkflow: "run",
  stopExecution: "stop",
  listWorkflows: "workflows",
  listExecutions: "executions",
  getExecution: "show",
};

/** The word that calls an operation on the command line. */
export function commandWord({ name }: Pick<Operation, "name">): string {
  return commandWords[name] ?? name;
}

/** The words for an action, or for an operation without one. What the contract may add later has plain ones. */
export function actionWords(action: string): ActionWords {
  return Object.hasOwn(words, action) ? (words[action] as ActionWords) : { done: `Did "${action}" to`, doing: `Doing "${action}" to` };
}
