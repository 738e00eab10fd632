import { StateError } from "@aom-workflow/client";
import {
  findExecutions,
  findWorkflows,
  type ListedExecution,
  looksLikeId,
  refusalOf,
  stateOf,
  waitingFor,
  waitingForAction,
} from "@aom-workflow/client/executions";
import { inputProblem } from "@aom-workflow/client/internal";
import { operations } from "@aom-workflow/types";
import { localMinute, stateText } from "../../output/text/cells.ts";
import { oneLine } from "../../output/text/printable.ts";
import { UsageError } from "../../output/usage-error.ts";
import type { Options } from "../../parse/tokens.ts";
import { commandWord } from "../../surface/action-words.ts";
import type { CommandSpec } from "../../surface/command.ts";
import { flagOf } from "../../surface/flags.ts";
import type { Session } from "../call/with-client.ts";
import type { Called, CommandContext } from "../context.ts";
import { reading, unreadText } from "./reading.ts";

/** The options with every id, and what was looked up for that, for a person to see. */
export interface Found {
  readonly options: Options;
  readonly note?: string;
}

/**
 * Looks up what was not named by whole ids: a workflow by its name, an execution by the beginning of its id, the node as the only one that the
 * action is for. Ids that are given whole by flag cause no reading.
 *
 * @throws UsageError where nothing fits, or more than one
 * @throws StateError where the execution waits at no node that the action is for
 */
export async function withIds(called: Called, context: CommandContext): Promise<Found> {
  const { command } = called;
  const given = namedBy(called);
  const { workflow, execution, node } = given;
  const wants = (flag: string) => command.options.some(({ name }) => name === flag);
  const isWhole = given.isWhole && (!wants("node") || node !== undefined) && workflow !== undefined;
  checkIds({ workflow, execution, node });
  if (wants("execution") ? isWhole : workflow === undefined || looksLikeId(workflow)) return { options: called.options };
  if (wants("execution") && execution === undefined) throw new UsageError(nameOne(command));
  const options = { ...called.options, workflow: undefined, execution: undefined, node: undefined };
  return reading(command.path.join(" "), [], { options, context }, async (session) => {
    const search: Search = { ...session, command, context, isAsked: called.options.yes !== true && called.options["no-input"] !== true };
    const isId = workflow === undefined || looksLikeId(workflow) || given.isWhole;
    const id = isId ? workflow : await workflowNamed(workflow, search);
    if (!wants("execution")) return found(called.options, { workflow: id }, id === workflow ? [] : [`${workflow} is workflow ${id}.`]);
    const isKnown = given.isWhole && id !== undefined;
    const one = isKnown ? { workflowId: id, executionId: execution ?? "" } : await executionOf(execution ?? "", id, search);
    const ids = { workflow: one.workflowId, execution: one.executionId };
    if (!wants("node")) return found(called.options, ids, [summaryOf(one)]);
    const at = await nodeOf(one, node, search);
    return found(called.options, { ...ids, node: at.id }, [`${summaryOf(one)}.`, at.reason]);
  });
}

/** What the operand and the options name. `EXECUTION/NODE` names both. */
function namedBy({ options, operands }: Called) {
  const { workflow, execution, node } = options as Readonly<Record<string, string | undefined>>;
  const [operand] = operands;
  if (operand === undefined) return { workflow, execution, node, isWhole: execution !== undefined };
  const [, begin = "", at] = /^([^/]*)(?:\/(.*))?$/s.exec(operand) ?? [];
  if (execution !== undefined) throw new UsageError("The execution is given twice: as an argument, and by --execution.");
  if (at !== undefined && node !== undefined) throw new UsageError("The node is given twice: after the execution, and by --node.");
  if (begin === "" || at === "") throw new UsageError("The argument must be EXECUTION or EXECUTION/NODE.");
  return { workflow, execution: begin, node: at ?? node, isWhole: false };
}

/** @throws UsageError for what can be no id, nor the beginning of one */
function checkIds(given: Readonly<Record<string, string | undefined>>): void {
  const problems = operations.restart.parameters.flatMap((parameter) => {
    const flag = flagOf(parameter.input);
    const problem = given[flag] === undefined ? undefined : inputProblem(parameter, given[flag]);
    return problem === undefined ? [] : `--${flag}${problem}.`;
  });
  if (problems.length > 0) throw new UsageError(problems);
}

interface Search extends Session {
  readonly command: CommandSpec;
  readonly context: CommandContext;
  /** Will a person be asked about what is found? */
  readonly isAsked: boolean;
}

type OfExecution = Pick<ListedExecution, "workflowId" | "executionId"> & Partial<ListedExecution>;

function found(options: Options, ids: Options, notes: readonly (string | undefined)[]): Found {
  const note = notes.filter(Boolean).join(" ");
  return { options: { ...options, ...ids }, ...(note !== "" && { note }) };
}

function nameOne({ path }: CommandSpec): string {
  return `No execution is named: give the beginning of its id, such as aom-workflow ${path.join(" ")} 6f2c, or --workflow and --execution. To list them: aom-workflow stopped`;
}

/** Id of the workflow of this id or name. @throws UsageError where there is none, or more than one */
async function workflowNamed(text: string, { reader, context, isWhole }: Search): Promise<string> {
  const named = await findWorkflows(reader, text, { signal: context.signal });
  const [first, ...others] = named;
  if (first === undefined) throw new UsageError(notFound(`No workflow has the name or id ${JSON.stringify(text)}.`, isWhole()));
  if (others.length === 0) return first;
  const problem = `${named.length} workflows are called ${JSON.stringify(text)}: give the id of one.`;
  throw new UsageError([problem, ...shown(named)]);
}

/** The execution whose id begins like this. @throws UsageError where there is none, or more than one */
async function executionOf(begin: string, workflow: string | undefined, { reader, command, context, isWhole, isAsked }: Search) {
  // What is shown may have ended; what an action is for has not.
  const actsOn = command.operation && (command.operation.actsOn ?? "execution");
  const { matches, unread } = await findExecutions(reader, begin, { workflow, actsOn, signal: context.signal });
  const problem = unreadText(unread);
  if (problem) context.warn(problem);
  const isComplete = isWhole() && !problem;
  const beginning = `an id that begins with ${JSON.stringify(begin)}`;
  const [first, ...others] = matches;
  const kind = actsOn === undefined ? "" : actsOn === "node" ? "stopped " : "running or stopped ";
  if (first === undefined) throw new UsageError(notFound(`No ${kind}execution has ${beginning}.`, isComplete));
  if (others.length > 0) {
    const lines = matches.map((each) => `${each.executionId}  ${summaryOf(each)}`);
    throw new UsageError([`${matches.length} executions have ${beginning}: give more of it.`, ...shown(lines)]);
  }
  const isCertain = isComplete || first.executionId.toLowerCase() === begin.toLowerCase();
  if (isCertain || (context.terminal.canAsk && isAsked)) return first;
  throw new UsageError(`The list is incomplete, and another execution may have ${beginning}: give the whole id.`);
}

const most = 20;

function shown(lines: readonly string[]): readonly string[] {
  const rest = lines.length - most;
  return [...lines.slice(0, most).map((line) => `  ${oneLine(line)}`), ...(rest > 0 ? [`  and ${rest} more`] : [])];
}

function notFound(text: string, isWhole: boolean): string {
  return isWhole ? text : `${text} The list may be incomplete.`;
}

function summaryOf({ workflow, workflowId, listed }: OfExecution): string {
  const name = workflow?.name ?? workflowId;
  if (listed === undefined) return name;
  return `${name}: ${stateText(listed.meaning, listed.word)}${listed.startedAt ? `, started ${localMinute(listed.startedAt)}` : ""}`;
}

/** The node that was named, else the only one that the action is for. */
async function nodeOf({ workflowId, executionId }: OfExecution, node: string | undefined, { client, command, context }: Search) {
  const state = await stateOf(client, { workflowId, executionId }, { signal: context.signal });
  if (node !== undefined) return { id: node, reason: waitingFor(state).find((each) => each.node?.id === node)?.reason };
  const action = command.operation ? commandWord(command.operation) : "";
  const waiting = waitingForAction(action, state);
  const [only, ...others] = waiting;
  if (only !== undefined && others.length === 0) return { id: only.node.id, reason: only.reason };
  const refusal = only === undefined && refusalOf({ action }, state);
  if (refusal) throw new StateError(refusal);
  if (only === undefined) throw new UsageError("The service does not say which node waits: name it with --node.");
  const problem = `The execution waits at ${waiting.length} nodes: name one with --node.`;
  throw new UsageError([problem, ...shown(waiting.map(({ reason }) => reason))]);
}
