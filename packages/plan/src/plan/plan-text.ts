import { contract, operations } from "@aom-workflow/client";
import { inputProblem } from "@aom-workflow/client/internal";
import { keyOf, type PlannedAction, plannable } from "../journal/action.ts";
import { crc32 } from "../journal/crc32.ts";
import { PlanError } from "../journal/plan-error.ts";
import { Digest } from "./digest.ts";
import { linesOf, type Text } from "./lines.ts";
import { type Plan, type PlanHeader, planVersion } from "./plan.ts";

/** Major and minor version of the contract. */
export const contractVersion = contract.version.split(".").slice(0, 2).join(".");

/** Builds a plan. */
export async function planOf(
  about: Omit<PlanHeader, "schema" | "version" | "contract" | "actions" | "digest">,
  actions: readonly PlannedAction[],
): Promise<Plan> {
  const digest = new Digest();
  for (const action of actions) await digest.add(lineOf(action));
  const made = { schema: "aom-workflow-plan", version: planVersion, contract: contractVersion } as const;
  return { header: { ...made, ...about, actions: actions.length, digest: await digest.end() }, actions };
}

/** A plan as JSON lines, each with its line feed: the header, then one action per line. */
export function* planLines({ header, actions }: Plan): Generator<string, void, undefined> {
  for (const each of [header, ...actions]) yield `${lineOf(each)}\n`;
}

/** How many wrong lines to report. */
const maxProblems = 1000;

/**
 * Reads the text of a plan.
 *
 * @param text complete, or a stream of its pieces
 * @throws PlanError `invalid-plan` with the number of each line that was changed, cannot be read, or has an invalid action
 */
export async function readPlan(text: Text): Promise<Plan> {
  let header: PlanHeader | undefined;
  const problems: { readonly line: number; readonly what: string }[] = [];
  // The action of line 2 is at index 0, and so on.
  const actions: (PlannedAction | undefined)[] = [];
  const places = new Map<number, number>();
  const digest = new Digest();
  let line = 0;
  const lines = linesOf(text);
  for await (const one of lines) {
    line++;
    if (header === undefined) {
      const form = otherForm(one);
      if (form !== undefined) throw converted(form, (await lines.next()).value ?? "");
      header = headerOf(one);
      continue;
    }
    await digest.add(one);
    const read = readLine(one) as unknown as PlannedAction | string;
    const problem = typeof read === "string" ? read : (unseen(read) ?? problemOf(read) ?? doubled(read, actions, places));
    if (problem !== undefined) problems.push({ line, what: problem });
    actions.push(problem === undefined ? (read as PlannedAction) : undefined);
    if (problems.length === maxProblems) break;
  }
  if (header === undefined) throw new PlanError("invalid-plan", `The plan is empty. ${planAgain}`);
  const first = actions.find((action) => action !== undefined);
  const rest = first && { action: first.action };
  if (problems.length > 0) throw invalid(problems, rest);
  if (actions.length !== header.actions || (await digest.end()) !== header.digest)
    throw new PlanError("invalid-plan", "The plan was changed after it was made: its lines do not match its digest.", {
      lines: [1],
      rest,
    });
  return { header, actions: actions as PlannedAction[] };
}

function unseen({ seen }: Partial<PlannedAction>): string | undefined {
  return Array.isArray(seen?.runs) ? undefined : "lacks the state that was seen";
}

/**
 * Is the same action already in the plan? Storing all keys would double the memory of a large plan, so actions are found by a hash of the key; on a
 * collision, by the next one.
 */
function doubled(action: PlannedAction, actions: readonly (PlannedAction | undefined)[], places: Map<number, number>): string | undefined {
  const key = keyOf(action);
  for (let hash = Number.parseInt(crc32(key), 16) | 0; ; hash = (hash + 1) | 0) {
    const place = places.get(hash);
    if (place === undefined) {
      places.set(hash, actions.length);
      return undefined;
    }
    const other = actions[place];
    if (other !== undefined && keyOf(other) === key) return `repeats line ${place + 2}`;
  }
}

/** The beginning of a plan in UTF-16, read as UTF-8. */
const utf16 = /^\ufffd{0,2}\0?[\da-f]\0/;

/** How a Windows tool saved the plan again, if one did: its lines are the same, but not their bytes. */
function otherForm(line: string): string | undefined {
  return utf16.test(line) ? "as UTF-16" : line.endsWith("\r") ? "with Windows line endings (CRLF)" : undefined;
}

/** @param first the line of the first action */
function converted(form: string, first: string): PlanError {
  const [, action] = /"action":"(\w+)"/.exec(first.replaceAll("\0", "")) ?? [];
  const text = `The plan was saved ${form} after it was made, and only an unchanged plan is applied.`;
  const rest = plannable.has(action as PlannedAction["action"]) ? { action: action as PlannedAction["action"] } : undefined;
  return new PlanError("invalid-plan", rest === undefined ? `${text} ${planAgain}` : text, { lines: [1], rest });
}

function headerOf(line: string): PlanHeader {
  const read = readLine(line);
  if (typeof read === "string") throw invalid([{ line: 1, what: read }]);
  const header = read as unknown as PlanHeader;
  const problem =
    header.schema !== "aom-workflow-plan"
      ? "is not the header of a plan"
      : header.version !== planVersion
        ? `is of version ${String(header.version)}; this program reads version ${planVersion}`
        : header.contract !== contractVersion
          ? `was made with version ${String(header.contract)} of the contract; this program has ${contractVersion}`
          : undefined;
  if (problem !== undefined) throw invalid([{ line: 1, what: problem }]);
  return header;
}

const maxShown = 10;

/** What to do if nothing is left of a plan. */
const planAgain = "Make a new plan; what this one did is in the journal and is not repeated.";

function invalid(problems: readonly { readonly line: number; readonly what: string }[], rest?: PlanError["rest"]): PlanError {
  const shown = problems.slice(0, maxShown).map(({ line, what }) => `Line ${line} ${what}.`);
  const more = problems.length - shown.length;
  const text = [...shown, ...(more > 0 ? [`And ${more} more.`] : []), ...(rest === undefined ? [planAgain] : [])].join("\n");
  return new PlanError("invalid-plan", text, { rest, lines: problems.map(({ line }) => line) });
}

/** A line with its checksum in front, so that a change is found with its line number. */
function lineOf(value: object): string {
  const json = JSON.stringify(value);
  return `${crc32(json)} ${json}`;
}

function readLine(line: string): Readonly<Record<string, unknown>> | string {
  const [, checksum, json = ""] = /^([\da-f]{8}) (\{.*\})$/s.exec(line) ?? [];
  if (checksum === undefined) return "is not a line of a plan";
  if (crc32(json) !== checksum) return "was changed after the plan was made";
  return JSON.parse(json) as Readonly<Record<string, unknown>>;
}

/** What is wrong with an action, to follow "Line 7"; undefined if nothing is. */
export function problemOf(action: Pick<PlannedAction, "action" | "workflowId" | "executionId" | "nodeId">): string | undefined {
  if (!plannable.has(action.action))
    return `has the action ${JSON.stringify(action.action)}: it must be one of ${[...plannable].join(", ")}`;
  for (const parameter of operations.restart.parameters) {
    if (!(parameter.input in action)) {
      if (parameter.required && parameter.scope === undefined && parameter.input !== "action") return `has no ${parameter.input}`;
      continue;
    }
    if (parameter.input === "action") continue;
    const problem = inputProblem(parameter, action[parameter.input as "nodeId"]);
    if (problem !== undefined)
      return `has ${/^[aeiou]/.test(parameter.input) ? "an" : "a"} ${parameter.input} that${problem.replace(/^ /, " ")}`;
  }
  return undefined;
}
