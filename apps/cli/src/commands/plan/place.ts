import { userInfo } from "node:os";
import type { AnyCallError, WorkflowOperationAction } from "@aom-workflow/client";
import { unresolvedOf } from "@aom-workflow/client/internal";
import { isPlanError, type Journal, type PlanError, recordDoubt, seenOf, type Target } from "@aom-workflow/plan";
import { canonical, fileBytes, type JournalContent, openJournal, planFile } from "@aom-workflow/plan/node";
import { endpointOf } from "../../connection/endpoint.ts";
import { untilRead, withinTimeLimit } from "../../connection/time-limit.ts";
import type { Credentials } from "../../credentials/credentials.ts";
import { UsageError } from "../../output/usage-error.ts";
import type { Options } from "../../parse/tokens.ts";
import { sourcesOf } from "../../settings/setting-sources.ts";
import type { CallPlan } from "../call/plan-call.ts";
import type { CommandContext } from "../context.ts";
import { pastable } from "../executions/next-commands.ts";
import { decoded } from "./decoded.ts";
import { namedPlace, postgres, storeOf } from "./store.ts";

/** The target of a command, once its project is known. */
export async function targetOf({ settings }: CallPlan, projectId: string | undefined, { env }: CommandContext): Promise<Target> {
  return canonical({ endpoint: await endpointOf(settings.place, env), projectId } as Target);
}

/** Opens the journal of the target, or the one given by option or variable. @throws PlanError */
export async function journalOf(target: Target, options: Options, { env, warn }: CommandContext, create: boolean): Promise<Journal> {
  const named = namedPlace(options, { env });
  const takeOver = options["take-over"] === true;
  if (named?.isDatabase) return (await postgres()).openPostgresJournal({ url: named.place, target, create });
  const journal = await openJournal({ target, path: named?.place, create, takeOver, env });
  for (const warning of journal.warnings) warn(warning);
  return journal;
}

/** Reads the journal of the target without writing to it, even if it belongs to another host. @throws PlanError */
export function contentOf(target: Target, options: Options, context: CommandContext): Promise<JournalContent> {
  return storeOf(namedPlace(options, context), async () => target, context).then((store) => store.entries());
}

/** Does work with a plan or a journal; errors of these are usage errors. @throws UsageError */
export async function usable<Result>(work: () => Result | Promise<Result>, options: Options = {}, remedy?: string): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!isPlanError(error)) throw error;
    const takeOver = error.code === "other-host" ? `To take it over: ${commandOn("journal --take-over", undefined, options)}` : undefined;
    throw new UsageError(error.message.split("\n"), {
      remedy: takeOver ?? planAgain(error) ?? (error.lines.length > 0 ? remedy : undefined),
    });
  }
}

/** How to plan again what is left of a changed plan. */
function planAgain({ rest, lines }: PlanError): string | undefined {
  const command = rest?.path && pastable("plan", { from: rest.path }, {}, [rest.action]);
  const which = lines.length === 1 ? "this line" : "these lines";
  return command && `To plan the rest of it again${lines[0] === 1 ? "" : `, delete ${which}`}: ${command}`;
}

/** Refuses options that exclude each other. @throws UsageError if both are given */
export function refuseBoth(name: string, others: readonly string[], options: Options): void {
  const other = others.find((each) => options[name] !== undefined && options[each] !== undefined);
  if (other !== undefined) throw new UsageError(`--${name} and --${other} cannot be used together.`);
}

/** A command about plans to paste, with the given options and the journal. */
export function commandOn(
  name: string,
  operand: string | undefined,
  options: Options,
  given: Readonly<Record<string, string | true | undefined>> = {},
) {
  const known = Object.entries({ ...given, journal: options.journal }).filter(([, value]) => value !== undefined);
  return pastable(name, Object.fromEntries(known) as Options, options, operand === undefined ? [] : [operand]);
}

/** Who acts, for the journal: the IAM user, else the access key id; a token does not say whose it is. Followed by the system user. */
export async function whoOf(credentials: Credentials, signal: AbortSignal): Promise<string> {
  const chained = credentials.kind === "chain" ? (await credentials.chain.resolve({ signal })).accessKeyId : undefined;
  const stated = credentials.kind === "login" ? credentials.token.login?.user : chained;
  // A container may run with a user id that has no account.
  const user = await (async () => userInfo().username)().catch(() => `uid ${process.getuid?.()}`);
  return stated === undefined ? user : `${stated} (user ${user})`;
}

/** The text of `--from`, as it comes. */
export async function* textOf(path: string, options: Options, context: CommandContext): AsyncGenerator<string, void, undefined> {
  yield* decoded(bytesOf(path, options, context), path === "-" ? "standard input" : path);
}

/** Waits for a file, which may be a pipe: the command at its other end may take its time, so only a limit that was given ends that. */
export function awaited<Value>(
  file: string,
  read: () => Promise<Value>,
  options: Options,
  { signal, env }: CommandContext,
): Promise<Value> {
  return withinTimeLimit(sourcesOf(options, env), signal, (ending) => untilRead(file, read(), ending), longestMs);
}

/** As long as a timer can wait. */
const longestMs = 2 ** 31 - 1;

async function* bytesOf(path: string, options: Options, context: CommandContext): AsyncGenerator<Uint8Array, void, undefined> {
  const { stdin, env } = context;
  const pieces: AsyncIterator<Uint8Array> = (path === "-" ? stdin() : fileBytes(await planFile(path, env)))[Symbol.asyncIterator]();
  const next = () => awaited(path === "-" ? "Standard input" : path, () => pieces.next(), options, context);
  for (let piece = await next(); !piece.done; piece = await next()) yield piece.value;
}

/**
 * Writes into the journal of its target that a single action may have been done, so that no plan does it a second time. Without the state before,
 * there is nothing to know it by. A journal that cannot be written is a warning.
 */
export async function record(error: AnyCallError, plan: CallPlan, projectId: string | undefined, context: CommandContext): Promise<void> {
  const { before, nodeId, workflowId, executionId, action } = unresolvedOf(error) ?? {};
  const seen = before && nodeId !== undefined ? seenOf(before, nodeId) : undefined;
  if (seen === undefined || nodeId === undefined || workflowId === undefined || executionId === undefined) return;
  try {
    const journal = await journalOf(await targetOf(plan, projectId, context), {}, context, true);
    const who = await whoOf(plan.credentials, context.signal);
    const planned = { action: action as WorkflowOperationAction, workflowId, executionId, nodeId, seen, generation: 1 };
    await recordDoubt(journal, planned, { who, reason: error.summary }).finally(() => journal.close());
  } catch (cause) {
    context.warn(`Could not record this in the journal: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
}
