import { isCallError, StateError } from "@aom-workflow/client";
import {
  aimOf,
  type ExecutionState,
  findExecutions,
  findWorkflows,
  type ListedExecution,
  looksLikeId,
  readBefore,
  readWorkflow,
} from "@aom-workflow/client/executions";
import { inputProblem } from "@aom-workflow/client/internal";
import { operations } from "@aom-workflow/types";
import { localMinute, stateText } from "../../output/text/cells.ts";
import { oneLine } from "../../output/text/printable.ts";
import { UsageError } from "../../output/usage-error.ts";
import { didYouMean } from "../../parse/did-you-mean.ts";
import type { Options } from "../../parse/tokens.ts";
import type { CommandSpec } from "../../surface/command.ts";
import { flagOf } from "../../surface/flags.ts";
import { type CallPlan, targetOf } from "../call/plan-call.ts";
import type { Session } from "../call/with-client.ts";
import type { Called, CommandContext } from "../context.ts";
import { reading, unreadText } from "./reading.ts";

/** The options with every id, and what was looked up for that, for a person to see. */
export interface Found {
  readonly options: Options;
  readonly note?: string;
  /** The execution as it was read. */
  readonly shown?: ExecutionState;
}

/**
 * Looks up what was not named by whole ids: a workflow by its name, an execution by the beginning of its id, the node as the only one that the
 * action is for. Ids that are given whole by flag cause no reading.
 *
 * @param isSeen is the execution read whatever is given, because a person will be asked about it?
 * @throws UsageError where nothing fits, or more than one
 * @throws StateError where the state cannot be read, or does not allow the action
 */
export async function withIds(called: Called, context: CommandContext, isSeen = false): Promise<Found> {
  const { command, options } = called;
  const given = namedBy(called);
  const { workflow, execution, node } = given;
  checkIds({ workflow, execution, node });
  if (!takes(command, "execution") && (workflow === undefined || looksLikeId(workflow))) return { options };
  if (takes(command, "execution") && execution === undefined) throw new UsageError(nameOne(command));
  const isWhole = given.isWhole && workflow !== undefined;
  if (isWhole && !isSeen && (!takes(command, "node") || node !== undefined)) return { options };
  return search(called, context, (session) =>
    isWhole ? seen({ workflowId: workflow, executionId: execution ?? "" }, node, session) : lookUp(given, session),
  );
}

/** What ids that were given whole by flag mean, though the service had none like them. @throws that error, where they can mean nothing else */
export async function meantInstead(error: unknown, called: Called, context: CommandContext): Promise<Found> {
  const { command, options, operands } = called;
  const isMissing = isCallError(error) && error.status === 404 && (error.code === "state-unread" || command.operation === undefined);
  const areIds = operands.length > 0 || [options.workflow, options.execution].every((id) => looksLikeId(String(id)));
  if (!isMissing || areIds) throw error;
  const given = namedBy(called);
  return search(called, context, (session) => {
    about({ workflowId: given.workflow, executionId: given.execution }, given.node, session);
    return lookUp(given, { ...session, missing: error });
  });
}

function search(called: Called, context: CommandContext, work: (search: Search) => Promise<Found>): Promise<Found> {
  const options = { ...called.options, workflow: undefined, execution: undefined, node: undefined };
  return reading(called.command.path.join(" "), [], { options, context }, (session) => work({ ...session, called, context }));
}

async function lookUp(given: Named, search: Search): Promise<Found> {
  const { options, command } = search.called;
  const { workflow, node } = given;
  const id = workflow === undefined || looksLikeId(workflow) ? workflow : await workflowNamed(workflow, search);
  if (!takes(command, "execution")) return found(options, { workflow: id }, id === workflow ? [] : [`${workflow} is workflow ${id}.`]);
  const one = await executionOf({ ...given, workflow: id }, search);
  if (takes(command, "node") && (node === undefined || options["no-check"] !== true)) return seen(one, node, search);
  return found(options, idsOf(one, node), [`${summaryOf(one)}.`]);
}

function idsOf({ workflowId, executionId }: OfExecution, node: string | undefined): Options {
  return { workflow: workflowId, execution: executionId, ...(node !== undefined && { node }) };
}

function takes({ options }: CommandSpec, flag: string): boolean {
  return options.some(({ name }) => name === flag);
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
export function checkIds(given: Readonly<Record<string, string | undefined>>): void {
  const problems = operations.restart.parameters.flatMap((parameter) => {
    const flag = flagOf(parameter.input);
    const problem = given[flag] === undefined ? undefined : inputProblem(parameter, given[flag]);
    if (/(?:…|\.{3})$/.test(given[flag] ?? ""))
      return `--${flag} ends with dots, which stand for what is missing: give what is before them.`;
    return problem === undefined ? [] : `--${flag}${problem}.`;
  });
  if (problems.length > 0) throw new UsageError(problems);
}

type Named = ReturnType<typeof namedBy>;

interface Search extends Session {
  readonly plan: CallPlan;
  readonly called: Called;
  /** What is said where nothing fits: why it is looked up at all. */
  readonly missing?: Error;
  readonly context: CommandContext;
}

type OfExecution = Pick<ListedExecution, "workflowId" | "executionId"> & Partial<ListedExecution>;

function found(options: Options, ids: Options, notes: readonly (string | undefined)[]): Found {
  const note = notes.filter(Boolean).join(" ");
  return { options: { ...options, ...ids }, ...(note !== "" && { note }) };
}

function nameOne({ path }: CommandSpec): string {
  return `No execution given: give the beginning of its id, such as aom-workflow ${path.join(" ")} 6f2c, or --workflow and --execution. To list them: aom-workflow stopped`;
}

/** The workflows of this id or name. @throws UsageError where there is none */
export async function workflowsNamed(text: string, { reader, isWhole, missing }: Session & Pick<Search, "missing">, signal: AbortSignal) {
  const named = await findWorkflows(reader, text, { signal });
  if (named.length === 0) throw missing ?? new UsageError(notFound(`No workflow has the name or id ${JSON.stringify(text)}.`, isWhole()));
  return named;
}

/** Id of the workflow of this id or name. @throws UsageError where there is none, or more than one */
async function workflowNamed(text: string, search: Search): Promise<string> {
  const named = await workflowsNamed(text, search, search.context.signal);
  if (named.length === 1) return named[0]!.id;
  const problem = `${named.length} workflows are called ${JSON.stringify(text)}: give the id of one.`;
  const lines = named.map(({ id, ...workflow }) => {
    const { meaning, word, lastStartedAt } = readWorkflow(workflow);
    return `${id}  ${word === undefined ? "never started" : `${stateText(meaning, word)}, last started ${localMinute(lastStartedAt)}`}`;
  });
  throw new UsageError([problem, ...shown(lines)]);
}

/** Shorter ones of an id may soon mean another execution; without a question that would not be seen. */
const least = { asked: 4, unasked: 8 };

/**
 * The execution whose id begins like this.
 *
 * @throws UsageError where there is none, or more than one
 * @throws StateError where the action is not for the only one
 */
async function executionOf({ execution: begin = "", workflow, node }: Named, search: Search): Promise<ListedExecution> {
  const { called, reader, context, isWhole, missing } = search;
  const { path, operation: { actsOn } = {} } = called.command;
  const intended = actsOn && { action: path.join(" "), nodeId: node, actsOn };
  const { matches, refusal, unread } = await findExecutions(reader, begin, { workflow, intended, signal: context.signal });
  const problem = unreadText(unread);
  if (problem) context.warn(problem);
  const isComplete = isWhole() && !problem;
  const beginning = `an id that begins with ${JSON.stringify(begin)}`;
  const [first, ...others] = matches;
  if (first === undefined) throw missing ?? new UsageError(notFound(`No execution has ${beginning}.`, isComplete));
  if (others.length > 0) {
    const lines = matches.map((each) => `${each.executionId}  ${summaryOf(each)}`);
    throw new UsageError([`${matches.length} executions have ${beginning}: give more of it.`, ...shown(lines)]);
  }
  const { yes, "no-input": noInput, "no-check": noCheck } = called.options;
  if (first.executionId.toLowerCase() !== begin.toLowerCase()) {
    const [characters, when] = yes === true ? [least.unasked, "with --yes, "] : [least.asked, ""];
    if (begin.length < characters)
      throw new UsageError(`${JSON.stringify(begin)} is too short: ${when}give at least ${characters} characters of the id.`);
    const isAsked = context.terminal.canAsk && yes !== true && noInput !== true;
    if (!isComplete && !isAsked)
      throw new UsageError(`The list is incomplete, and another execution may have ${beginning}: give the whole id.`);
  }
  if (refusal === undefined || noCheck === true) return first;
  about(first, node, search);
  throw new StateError(`${summaryOf(first)}. ${refusal}`);
}

/** From now on a failure names this execution. */
function about(
  { workflowId, executionId }: { readonly [Id in "workflowId" | "executionId"]: string | undefined },
  nodeId: string | undefined,
  { plan, context, projectId }: Search,
): void {
  context.about(targetOf({ ...plan, settings: { ...plan.settings, input: { workflowId, executionId, nodeId } } }, projectId));
}

const maxShown = 20;

function shown(lines: readonly string[]): readonly string[] {
  const rest = lines.length - maxShown;
  return [...lines.slice(0, maxShown).map((line) => `  ${oneLine(line)}`), ...(rest > 0 ? [`  and ${rest} more`] : [])];
}

function notFound(text: string, isWhole: boolean): string {
  return isWhole ? text : `${text} The list may be incomplete.`;
}

function summaryOf({ workflow, workflowId, listed }: OfExecution): string {
  const name = workflow?.name ?? workflowId;
  if (listed === undefined) return name;
  return `${name}: ${stateText(listed.meaning, listed.word)}${listed.startedAt ? `, started ${localMinute(listed.startedAt)}` : ""}`;
}

/** The execution as it is now, with the node that was named, else the only one that the action is for. */
async function seen(one: OfExecution, node: string | undefined, search: Search): Promise<Found> {
  const { called, client, context } = search;
  const { path, operation } = called.command;
  about(one, node, search);
  const state = await readBefore(client, one, { signal: context.signal });
  const aim = aimOf({ action: path.join(" "), nodeId: node }, operation?.actsOn ?? "node", state);
  if ("refusal" in aim) throw new StateError(`${aim.refusal}${node === undefined ? "" : didYouMean(node, aim.candidates)}`);
  if ("nodeId" in aim) {
    const notes = [one.listed && `${summaryOf(one)}.`, aim.reason];
    return { ...found(called.options, idsOf(one, aim.nodeId), notes), shown: state };
  }
  if (aim.several.length === 0) throw new UsageError("The service does not say which node it stopped at: name it with --node.");
  const problem = `The execution waits at ${aim.several.length} nodes: name one with --node.`;
  throw new UsageError([problem, ...shown(aim.several.map(({ reason }) => reason))]);
}
