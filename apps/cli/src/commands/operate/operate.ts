import { isCallError } from "@aom-workflow/client";
import type { Operation } from "@aom-workflow/types";
import type { Report } from "../../output/report.ts";
import { oneLine } from "../../output/text/printable.ts";
import { wrap } from "../../output/text/wrap.ts";
import { UsageError } from "../../output/usage-error.ts";
import { limitWith } from "../../parse/times.ts";
import type { Options } from "../../parse/tokens.ts";
import { actionWords, beginsExecution, commandWord, regretOf } from "../../surface/action-words.ts";
import { isIdProposal } from "../../surface/command.ts";
import { unlessAborted } from "../../terminal/host.ts";
import { type CallPlan, checksState, planCall, subjectsOf, targetOf } from "../call/plan-call.ts";
import { withClient } from "../call/with-client.ts";
import type { Called, CommandBody, CommandContext } from "../context.ts";
import type { Found } from "../executions/find.ts";
import { pastable } from "../executions/next-commands.ts";
import type { Checks } from "./act.ts";
import { describeResult } from "./describe-result.ts";
import { doubtBefore } from "./doubt-before.ts";
import { show } from "./show.ts";

/** Sends an operation of the contract once, or shows what would be sent. */
export const operate: CommandBody = async (called, context) => {
  const { operation, docs } = called.command;
  if (operation === undefined || docs === undefined) throw new TypeError("The command sends no operation.");
  const regret = regretOf(operation, docs);
  try {
    return await carryOut(await idsFor(called, context, regret !== undefined));
  } catch (error) {
    if (!isCallError(error) || error.code !== "state-unread") throw error;
    return carryOut(await (await import("../executions/find.ts")).meantInstead(error, called, context));
  }

  async function carryOut({ options, note, shown }: Found): Promise<Report> {
    const plan = await planCall(operation as Operation, options, context);
    const waitMs = waitOf(options);
    if (options["dry-run"] !== undefined) return show(plan, context);
    const doubt = await doubtBefore(plan, { state: shown, mayRead: true }, context);
    await confirm(plan, { regret, note, doubt }, context);
    return send(plan, { check: checksState(plan) && (shown ?? true), waitMs }, context);
  }
};

/**
 * Asks before something that would be regretted, that may have been done already, or whose ids were looked up, and names it. Only a person at a
 * terminal can be asked; `--yes` answers beforehand, but not what is in doubt: for that there is `--include-doubt`.
 *
 * @param regret what the person should consider
 * @param note what was looked up
 * @param doubt that it may have been done already; without any of them nobody has to be asked
 * @throws UsageError when the answer is not yes, or when nobody can be asked
 */
export async function confirm(
  plan: Pick<CallPlan, "operation" | "settings" | "sources">,
  { regret, note, doubt }: Readonly<Record<"regret" | "note" | "doubt", string | undefined>>,
  { terminal, signal, tell, stderr }: Pick<CommandContext, "terminal" | "signal" | "tell" | "stderr">,
): Promise<void> {
  const { options } = plan.sources;
  const isAccepted = options["include-doubt"] === true;
  if (doubt !== undefined && isAccepted) tell(doubt);
  const asks = doubt !== undefined && !isAccepted;
  if (regret === undefined && note === undefined && !asks) return;
  if (asks && (options.yes === true || options["no-input"] === true || !terminal.canAsk)) throw inDoubt(plan, doubt);
  if (options.yes === true) return note === undefined ? undefined : tell(note);
  const about = targetOf(plan);
  if (options["no-input"] === true || !terminal.canAsk) {
    const required = `${about.action.charAt(0).toUpperCase()}${about.action.slice(1)} requires confirmation`;
    const { "no-input": _, ...given } = options;
    const command = note === undefined ? undefined : pastable(about.action, { ...given, yes: true }, options);
    const found = note === undefined ? [] : [`Found: ${about.target.join(" ")}. ${note}`];
    throw new UsageError([...found, `${required}: ${command ?? "add --yes."}`]);
  }
  const { about: doing = about.action, question: asked } = actionWords(about.action);
  const question = [`About to ${doing} ${about.target.join("\n  ")}.`, ...(note === undefined ? [] : [oneLine(note)])];
  const words = [asks && doubt, regret, `${asked} [y/N] `].filter(Boolean).join(" ");
  // The answer is typed behind it.
  const columns = Math.max(16, (stderr.columns ?? 80) - 4);
  const text = wrap([...question, words].join("\n"), columns, /[A-Z][^.?]*\? \[y\/N\]/);
  const answer = await unlessAborted(terminal.ask(text, { signal }), signal);
  if (!/^\s*y(es)?\s*$/i.test(answer)) throw new UsageError("Not confirmed.", { code: "declined" });
}

/** The same command with what sends it on purpose. */
function inDoubt(
  { operation, settings, sources: { options } }: Pick<CallPlan, "operation" | "settings" | "sources">,
  doubt: string,
): UsageError {
  const { workflowId, executionId, nodeId } = settings.input as Readonly<Record<string, string>>;
  const ids = { workflow: workflowId, execution: executionId, node: nodeId };
  const [look, command] = [
    pastable("show", { workflow: workflowId, execution: executionId }, options),
    pastable(commandWord(operation), { ...ids, yes: true, "include-doubt": true }, options),
  ];
  const ways = [`To look: ${look ?? "aom-workflow show"}`, `If you accept that it may be done twice: ${command ?? "add --include-doubt."}`];
  return new UsageError([doubt, ...ways], { code: "in-doubt" });
}

/** Sends the operation and reports its outcome. @throws UsageError, CredentialsError, CallError */
async function send(plan: CallPlan, checks: Checks, context: CommandContext): Promise<Report> {
  const doing = `${actionWords(commandWord(plan.operation)).doing} ${subjectsOf(plan)[0]}`;
  const { check, waitMs } = checks;
  const looks = plan.operation.actsOn !== undefined && (check !== false || waitMs !== undefined);
  return withClient(plan, context, doing, async (session) => {
    if (looks) return (await import("./act.ts")).act(plan, checks, session, context);
    if (beginsExecution(plan.operation)) return (await import("./begun.ts")).begin(plan, waitMs, session, context);
    const { client, projectId } = session;
    const result = await client.call(plan.operation, plan.settings.input, { signal: context.signal });
    if (!result.ok) throw result.error;
    return describeResult(plan, projectId, result);
  });
}

const defaultWaitMs = 600_000;

/** How long to wait, in milliseconds; nothing without `--wait`. @throws UsageError */
function waitOf(options: Options): number | undefined {
  const limitMs = limitWith("wait", options);
  return options.wait === true ? (limitMs ?? defaultWaitMs) : undefined;
}

/** Nothing is loaded to look ids up where all are given, unless a person is asked, who should see what it is about. */
async function idsFor(called: Called, context: CommandContext, isRegretted: boolean): Promise<Found> {
  const { options, operands, command } = called;
  const isAsked =
    isRegretted && context.terminal.canAsk && ["yes", "no-input", "no-check", "dry-run"].every((name) => options[name] === undefined);
  const ids = command.options.filter(({ proposals }) => proposals !== undefined && isIdProposal(proposals));
  if (!isAsked && operands.length === 0 && ids.length !== 1 && ids.every(({ name }) => options[name] !== undefined)) return { options };
  return (await import("../executions/find.ts")).withIds(called, context, isAsked);
}
