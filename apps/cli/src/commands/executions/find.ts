import { type Client, StateError } from "@aom-workflow/client";
import {
  hasEnded,
  type ListedExecution,
  listedExecutions,
  readState,
  refusalOf,
  stateFor,
  waitingFor,
} from "@aom-workflow/client/executions";
import { inputProblem } from "@aom-workflow/client/internal";
import { operations } from "@aom-workflow/types";
import { localMinute } from "../../output/text/local-time.ts";
import { oneLine } from "../../output/text/printable.ts";
import { stateText } from "../../output/text/state-text.ts";
import { UsageError } from "../../output/usage-error.ts";
import type { Options } from "../../parse/invocation.ts";
import { commandWord } from "../../surface/action-words.ts";
import type { CommandSpec } from "../../surface/command.ts";
import { flagOf } from "../../surface/flags.ts";
import type { Called, CommandContext } from "../context.ts";
import { readerOf, reading } from "./reading.ts";
import { unreadText } from "./unread.ts";

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
  return reading(command.path.join(" "), [], { options, context }, async ({ client, isWhole }) => {
    const isAsked = called.options.yes !== true && called.options["no-input"] !== true;
    const search: Search = { client, command, context, isWhole, isAsked };
    const known: Named =
      workflow === undefined || looksLikeId(workflow) || given.isWhole ? { id: workflow } : await workflowNamed(workflow, search);
    if (!wants("execution")) return found(called.options, { workflow: known.id }, known.name && [`${known.name} is workflow ${known.id}.`]);
    const isKnown = given.isWhole && known.id !== undefined;
    const one = isKnown ? { workflowId: known.id, executionId: execution ?? "" } : await executionOf(execution ?? "", known.id, search);
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

interface Named {
  readonly id: string | undefined;
  /** Where it was found by it. */
  readonly name?: string;
}

interface Search {
  readonly client: Client;
  readonly command: CommandSpec;
  readonly context: CommandContext;
  readonly isWhole: () => boolean;
  /** Will a person be asked about what is found? */
  readonly isAsked: boolean;
}

type OfExecution = Pick<ListedExecution, "workflowId" | "executionId"> & Partial<ListedExecution>;

function found(options: Options, ids: Options, note: readonly (string | undefined)[] | "" | undefined): Found {
  return { options: { ...options, ...ids }, ...(note && { note: note.filter(Boolean).join(" ") }) };
}

/** Ids are 32 hexadecimal digits or a UUID in every example of the vendor; what is neither may be a name. */
function looksLikeId(text: string): boolean {
  return /^[\da-f]{32}$|^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text);
}

function nameOne({ path }: CommandSpec): string {
  return `No execution is named: give the beginning of its id, such as aom-workflow ${path.join(" ")} 6f2c, or --workflow and --execution. To list them: aom-workflow stopped`;
}

/** The workflow of this id or name. @throws UsageError where there is none, or more than one */
async function workflowNamed(text: string, { client, context, isWhole }: Search): Promise<Named> {
  const named: string[] = [];
  for await (const { id, name } of client.workflows({ signal: context.signal })) {
    if (id === text) return { id };
    if (id !== undefined && name === text) named.push(id);
  }
  const [id, ...others] = named;
  if (id === undefined) throw new UsageError(notFound(`No workflow has the name or id ${JSON.stringify(text)}.`, isWhole()));
  if (others.length > 0)
    throw new UsageError([`${named.length} workflows are called ${JSON.stringify(text)}: give the id of one.`, ...shown(named)]);
  return { id, name: text };
}

/** The execution whose id begins like this. @throws UsageError where there is none, or more than one */
async function executionOf(begin: string, workflow: string | undefined, { client, command, context, isWhole, isAsked }: Search) {
  const { signal } = context;
  const { operation } = command;
  // What is shown may run or have ended; what is stopped has not; the other actions are for what waits.
  const isCandidate = (listed: ListedExecution["listed"]) => {
    if (operation === undefined) return true;
    return operation.actsOn === "node" ? waitingFor(listed).length > 0 : !hasEnded(listed.meaning);
  };
  const wants = (listed: ListedExecution["listed"]) =>
    listed.executionId?.toLowerCase().startsWith(begin.toLowerCase()) === true && isCandidate(listed);
  const matches: ListedExecution[] = [];
  const unread = [];
  for await (const row of listedExecutions(readerOf(client, context), { workflow, signal }, wants))
    if ("error" in row) unread.push(row);
    else matches.push(row);
  const problem = unreadText(unread);
  if (problem) context.warn(problem);
  const [first, ...others] = matches;
  const kind = operation === undefined ? "" : operation.actsOn === "node" ? "stopped " : "running or stopped ";
  if (first === undefined)
    throw new UsageError(notFound(`No ${kind}execution has an id that begins with ${JSON.stringify(begin)}.`, isWhole() && !problem));
  if (others.length > 0)
    throw new UsageError([
      `${matches.length} executions have an id that begins with ${JSON.stringify(begin)}: give more of it.`,
      ...shown(matches.map(({ executionId, ...row }) => `${executionId}  ${summaryOf({ executionId, ...row })}`)),
    ]);
  const isCertain = (isWhole() && !problem) || first.executionId.toLowerCase() === begin.toLowerCase();
  if (!isCertain && !(context.terminal.canAsk && isAsked))
    throw new UsageError(
      `The list is incomplete, and another execution may have an id that begins with ${JSON.stringify(begin)}: give the whole id.`,
    );
  return first;
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
  const reading = await readState(client, { workflowId, executionId }, { signal: context.signal });
  if (!reading.ok) throw reading.error;
  const waiting = waitingFor(reading.state);
  if (node !== undefined) return { id: node, reason: waiting.find((each) => each.node?.id === node)?.reason };
  const action = command.operation ? commandWord(command.operation) : "";
  const suitable = waiting.filter(({ actions }) => stateFor(action) === undefined || actions.some((each) => each.action === action));
  const nodes = suitable.flatMap(({ node, reason }) => (node ? { id: node.id, reason } : []));
  const [only, ...others] = nodes;
  if (only !== undefined && others.length === 0) return only;
  const refusal = only === undefined && refusalOf({ action }, reading.state);
  if (refusal) throw new StateError(refusal);
  if (only === undefined) throw new UsageError("The service does not say which node waits: name it with --node.");
  throw new UsageError([
    `The execution waits at ${nodes.length} nodes: name one with --node.`,
    ...shown(nodes.map(({ reason }) => reason)),
  ]);
}
