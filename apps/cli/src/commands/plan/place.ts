import { readFile } from "node:fs/promises";
import { userInfo } from "node:os";
import { text } from "node:stream/consumers";
import { isPlanError, type Target } from "@aom-workflow/plan";
import { openJournal } from "@aom-workflow/plan/node";
import { endpointOf } from "../../connection/endpoint.ts";
import type { Credentials } from "../../credentials/credentials.ts";
import { UsageError } from "../../output/usage-error.ts";
import type { Options } from "../../parse/tokens.ts";
import type { CallPlan } from "../call/plan-call.ts";
import type { CommandContext } from "../context.ts";
import { pastable } from "../executions/next-commands.ts";

/** Where a command acts. @throws UsageError where the project is not known */
export async function targetOf({ settings }: CallPlan, projectId: string | undefined, { env }: CommandContext): Promise<Target> {
  const endpoint = await endpointOf(settings.place, env);
  if (endpoint === undefined || projectId === undefined) throw new UsageError("--project is missing (or set AOM_WORKFLOW_PROJECT).");
  return { endpoint, projectId };
}

/** The journal of the target, or that of `--journal`. @throws PlanError */
export async function journalOf(target: Target, options: Options, { env, warn }: CommandContext, create: boolean) {
  const path = typeof options.journal === "string" ? options.journal : undefined;
  const journal = await openJournal({ target, path, create, takeOver: options["take-over"] === true, env });
  for (const warning of journal.warnings) warn(warning);
  return journal;
}

/** Does work with a plan or a journal; what is wrong with them is bad input. @throws UsageError */
export async function usable<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw isPlanError(error) ? new UsageError(error.message.split("\n")) : error;
  }
}

/** The command that goes on with a plan, to be pasted. */
export function commandOn(name: string, operand: string, options: Options): string | undefined {
  return pastable(name, typeof options.journal === "string" ? { journal: options.journal } : {}, options, [operand]);
}

/** Who acts, for the journal: the user of IAM, else the id of the access key; a token does not say whose it is. With it the user of the system. */
export async function whoOf(credentials: Credentials, signal: AbortSignal): Promise<string> {
  const chained = credentials.kind === "chain" ? (await credentials.chain.resolve({ signal })).accessKeyId : undefined;
  const stated = credentials.kind === "login" ? credentials.token.login?.user : chained;
  return `${stated ?? "not stated"} (${systemUser()})`;
}

/** A container may run with a number that no user has. */
function systemUser(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid ${process.getuid?.()}`;
  }
}

/** A number that an option gives, whole unless `form` says otherwise. @throws UsageError */
export function numberOf(name: string, options: Options, [least, most]: readonly [number, number], form = /^\d+$/): number | undefined {
  const text = options[name];
  if (text === undefined) return undefined;
  const number = Number(text);
  if (typeof text === "string" && form.test(text) && number >= least && number <= most) return number;
  throw new UsageError(`--${name} must be ${least} to ${most}; it is ${JSON.stringify(text)}.`);
}

/** The text of a file, or with `-` of standard input. @throws UsageError */
export async function textOf(path: string, { stdin }: Pick<CommandContext, "stdin">): Promise<string> {
  if (path === "-") return text(stdin());
  return readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`--from cannot be read (${error.code ?? error.message}).`);
  });
}
