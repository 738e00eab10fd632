import { warningAbout } from "@aom-workflow/client/internal";
import type { Operation } from "@aom-workflow/types";
import { overrideWarning } from "../../connection/endpoint.ts";
import { type Credentials, checkProject } from "../../credentials/credentials.ts";
import { chooseCredentials } from "../../credentials/ready-credentials.ts";
import type { About } from "../../output/about.ts";
import { oneLine } from "../../output/text/printable.ts";
import type { Options } from "../../parse/tokens.ts";
import { resolveSettings, type Settings } from "../../settings/resolve-settings.ts";
import { lookUp, overriding, type SettingSources, sourcesOf } from "../../settings/setting-sources.ts";
import { beginsExecution, commandWord } from "../../surface/action-words.ts";
import { flagOf } from "../../surface/flags.ts";
import type { CommandContext } from "../context.ts";
import { pastable } from "../executions/next-commands.ts";

/** Everything that is known of a call before anything is sent. */
export interface CallPlan {
  readonly operation: Operation;
  readonly sources: SettingSources;
  readonly credentials: Credentials;
  readonly settings: Settings;
}

/**
 * Puts together what a call is made with, and tells what the person should know of it. Nothing is sent.
 *
 * @throws UsageError, CredentialsError
 */
export async function planCall(operation: Operation, options: Options, context: CommandContext): Promise<CallPlan> {
  const sources = sourcesOf(options, context.env);
  const credentials = await chooseCredentials(sources);
  const isLookedUp = lookUp("region", sources).value !== undefined;
  const settings = resolveSettings(sources, operation, { mayLearnProject: isLookedUp || bringsProject(credentials) });
  checkProject(credentials, settings.projectId);
  const warnings = [
    warningAbout(settings.place)?.message,
    overriding(sources),
    await overrideWarning(settings.place, context.env),
    credentials.kind === "chain" && credentials.ambiguity,
    ...blanksIn(settings.input),
    context.env.NODE_TLS_REJECT_UNAUTHORIZED === "0" && "NODE_TLS_REJECT_UNAUTHORIZED=0: certificates are not checked.",
  ];
  for (const warning of warnings) if (warning) context.warn(warning);
  const plan = { operation, sources, credentials, settings };
  context.about(targetOf(plan));
  return plan;
}

/** What it is done to, for people, the smallest part first: `node n`, `execution e`, `workflow w`. What only reads may be about no part. */
export function subjectsOf({ operation, settings: { input } }: Pick<CallPlan, "operation" | "settings">): readonly string[] {
  const parts = Object.entries({ node: input.nodeId, execution: input.executionId, workflow: input.workflowId });
  const named = parts.flatMap(([name, id]) => (id === undefined ? [] : `${name} ${id}`));
  return named.length > 0 || operation.effect === "none" ? named : [operation.id];
}

/** Is the state of the execution read before the action is sent? */
export function checksState({ operation, sources }: Pick<CallPlan, "operation" | "sources">): boolean {
  return operation.actsOn !== undefined && sources.options["no-check"] !== true;
}

/** What is done to what, and where. @param projectId where it was learned on the way */
export function targetOf(plan: Omit<CallPlan, "credentials">, projectId = plan.settings.projectId): About {
  const { operation, sources, settings } = plan;
  const { place, input } = settings;
  const { name: profile, namedBy, values } = sources.profile;
  const isUsed = namedBy !== undefined || Object.keys(values).length > 0;
  const where = [place.region, place.endpoint, projectId && `project ${projectId}`, isUsed && `profile ${profile}`]
    .filter(Boolean)
    .join(", ");
  const subjects = subjectsOf(plan).map((subject, index) => (index === 0 ? subject : `of ${subject}`));
  const action = commandWord(operation);
  const { workflowId, executionId } = input as Readonly<Record<string, string | undefined>>;
  return {
    action,
    timeoutMs: settings.timeout,
    authority: lookUp("ca-file", sources).value,
    onlyReads: operation.effect === "none",
    look: beginsExecution(operation)
      ? pastable("executions", { workflow: workflowId }, sources.options)
      : pastable("show", { workflow: workflowId, execution: executionId }, sources.options),
    document: { ...operation.fixed, action, ...input, ...place, projectId, profile },
    target: [...subjects, `${place.region === undefined ? "at" : "in"} ${where}`].map(oneLine),
  };
}

/** An id that was copied with a space looks right but names nothing. */
function blanksIn(input: Settings["input"]): readonly string[] {
  return Object.entries(input).flatMap(([name, value]) => {
    if (typeof value !== "string" || value === value.trim()) return [];
    const ends = [value !== value.trimStart() && "starts", value !== value.trimEnd() && "ends"].filter(Boolean);
    return [`--${flagOf(name)} ${ends.join(" and ")} with a space: ${JSON.stringify(value)}.`];
  });
}

/** May the project come with the credentials? */
function bringsProject(credentials: Credentials): boolean {
  return credentials.kind === "chain" || (credentials.kind === "login" && credentials.token.projectId !== undefined);
}
