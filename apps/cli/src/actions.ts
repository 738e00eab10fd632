interface ActionText {
  /** What the command does, in one sentence. */
  readonly summary: string;
  /** Beginning of the sentence that tells the success, to be followed by the node. */
  readonly done: string;
}

const texts: Readonly<Record<string, ActionText>> = {
  restart: { summary: "Run the failed node again.", done: "Restarted" },
  skip: { summary: "Pass over the failed node to the next one; what it should have done stays undone.", done: "Skipped" },
  continue: { summary: "Go through a pause node to the next one.", done: "Continued past" },
};

/** The words for an action. One that the contract may add later has plain ones. */
export function textOfAction(action: string): ActionText {
  return texts[action] ?? { summary: `Do the action "${action}".`, done: `Did "${action}" to` };
}
