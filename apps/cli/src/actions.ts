interface ActionText {
  /** What the command does, in one sentence. */
  readonly summary: string;
  /** Beginning of the sentence that tells the success, to be followed by the node. */
  readonly done: string;
  /** Beginning of the sentence that tells what is under way, to be followed by the node. */
  readonly doing: string;
  /** What would be regretted if it was a mistake; a person is asked before. */
  readonly regret?: string;
}

const texts: Readonly<Record<string, ActionText>> = {
  restart: { summary: "Run the failed node again.", done: "Restarted", doing: "Restarting" },
  skip: {
    summary: "Pass over the failed node to the next one; what it should have done stays undone.",
    done: "Skipped",
    doing: "Skipping",
    regret: "What it should have done stays undone.",
  },
  continue: { summary: "Go through a pause node to the next one.", done: "Continued past", doing: "Continuing past" },
};

/** The words for an action. One that the contract may add later has plain ones. */
export function textOfAction(action: string): ActionText {
  return texts[action] ?? { summary: `Do the action "${action}".`, done: `Did "${action}" to`, doing: `Doing "${action}" to` };
}
