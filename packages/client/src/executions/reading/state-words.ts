import { InvalidInputError } from "@aom-workflow/http";

/**
 * What a state means.
 *
 * - `queued`: waits for its turn; `running`; `stopping`: is being stopped;
 * - `failed`, `paused` and `waiting-for-approval`: needs attention;
 * - `succeeded`, `stopped`, `timed-out` and `approval-refused`: has ended;
 * - `unknown`: a word that is not known here, or none.
 */
export type Meaning =
  | "queued"
  | "running"
  | "stopping"
  | "failed"
  | "paused"
  | "waiting-for-approval"
  | "succeeded"
  | "stopped"
  | "timed-out"
  | "approval-refused"
  | "unknown";

/** A word of the vendor, what it is read as, and where it is from. */
export interface StateWord {
  readonly word: string;
  readonly meaning: Meaning;
  /** Pages and definitions that have the word. */
  readonly seen: string;
  /** Does a source say what it means, or do we conclude it from the word? */
  readonly basis: "documented" | "inferred";
}

const filter = "filter `status` of ListWorkflow";
const functionGraph = "sample of ExecutionDetails.status, FunctionGraph's own words";

const table = [
  { word: "success", meaning: "succeeded", seen: `${filter}; examples`, basis: "documented" },
  { word: "fail", meaning: "failed", seen: `${filter}; examples`, basis: "documented" },
  { word: "executing", meaning: "running", seen: `${filter}; examples`, basis: "documented" },
  { word: "running", meaning: "running", seen: functionGraph, basis: "documented" },
  { word: "timeout", meaning: "timed-out", seen: functionGraph, basis: "documented" },
  { word: "cancel", meaning: "stopped", seen: `${filter}; ${functionGraph}`, basis: "inferred" },
  { word: "canceling", meaning: "stopping", seen: filter, basis: "inferred" },
  { word: "waitExecute", meaning: "queued", seen: filter, basis: "inferred" },
  { word: "waitApproval", meaning: "waiting-for-approval", seen: filter, basis: "inferred" },
  { word: "approvalFailed", meaning: "approval-refused", seen: filter, basis: "inferred" },
  { word: "pausing", meaning: "paused", seen: filter, basis: "inferred" },
] as const satisfies readonly StateWord[];

/** A word of the vendor for a state. */
export type VendorWord = (typeof table)[number]["word"];

/** There is no documented list of states. These are all words that any page or definition has; `spec/README.md` names the sources. */
export const stateWords: readonly StateWord[] = table;

/** The words that the filter `status` of ListWorkflow is documented with. */
export const filterWords: readonly StateWord[] = stateWords.filter(({ seen }) => seen.startsWith(filter));

const meanings = new Map(stateWords.map(({ word, meaning }) => [plain(word), meaning]));

/** Reads a state of an execution or a node; case, blanks and punctuation do not matter. */
export function meaningOf(word: string | undefined): Meaning {
  return (word !== undefined && meanings.get(plain(word))) || "unknown";
}

const ended: ReadonlySet<Meaning> = new Set(["succeeded", "stopped", "timed-out", "approval-refused"]);

/** Has it come to an end that no action undoes? */
export function hasEnded(meaning: Meaning): boolean {
  return ended.has(meaning);
}

/** A state in our words, for a sentence; the vendor's word, quoted, if it is not known. */
export function stateName({ meaning, word }: { readonly meaning: Meaning | "not-begun"; readonly word: string | undefined }): string {
  if (meaning !== "unknown") return meaning.replaceAll("-", " ");
  return word === undefined ? "unknown" : `"${word}"`;
}

/** The same as the rest of a sentence about what is in that state, such as "has succeeded". */
export function statePhrase(state: { readonly meaning: Meaning | "not-begun"; readonly word: string | undefined }): string {
  if (state.meaning === "unknown" && state.word !== undefined) return `is in the state ${stateName(state)}`;
  return phrases[state.meaning] ?? `is ${stateName(state)}`;
}

const phrases: Partial<Record<Meaning | "not-begun", string>> = {
  succeeded: "has succeeded",
  failed: "has failed",
  "timed-out": "has timed out",
  "approval-refused": "was refused approval",
  stopping: "is being stopped",
  "not-begun": "has not begun",
  unknown: "is in an unknown state",
};

/**
 * The state chosen by our name for it (`failed`) or by the vendor's word (`fail`); case, blanks and punctuation do not matter.
 *
 * @param states those that can be chosen
 * @throws InvalidInputError, which names them, for anything else
 */
export function chosenState<State extends Pick<StateWord, "word" | "meaning">>(chosen: unknown, states: readonly State[]): State {
  const key = typeof chosen === "string" ? plain(chosen) : "";
  const state = states.find(({ meaning }) => plain(meaning) === key) ?? states.find(({ word }) => plain(word) === key);
  if (state !== undefined) return state;
  const names = new Set([...states.map(({ meaning }) => meaning), ...states.map(({ word }) => word)]);
  throw new InvalidInputError("status", `must be one of ${[...names].join(", ")}`);
}

function plain(word: string): string {
  return word.toLowerCase().replace(/[^a-z]/g, "");
}
