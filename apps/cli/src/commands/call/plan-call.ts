import { warningAbout } from "@aom-workflow/client/internal";
import type { Operation } from "@aom-workflow/types";
import { overrideWarning } from "../../connection/endpoint.ts";
import { checkProject } from "../../credentials/check-project.ts";
import { chooseCredentials } from "../../credentials/choose-credentials.ts";
import type { Credentials } from "../../credentials/credentials.ts";
import type { Options } from "../../parse/invocation.ts";
import { choose, layersOf } from "../../settings/layers.ts";
import { overriding } from "../../settings/overriding.ts";
import { resolveSettings, type Settings } from "../../settings/resolve-settings.ts";
import { flagOf } from "../../surface/flags.ts";
import type { CommandContext } from "../context.ts";
import type { CallPlan } from "./call-plan.ts";
import { targetOf } from "./target.ts";

/**
 * Puts together what a call is made with, and tells what the person should know of it. Nothing is sent.
 *
 * @throws UsageError, CredentialsError
 */
export async function planCall(operation: Operation, options: Options, context: CommandContext): Promise<CallPlan> {
  const layers = layersOf(options, context.env);
  const credentials = await chooseCredentials(layers);
  const isLookedUp = choose("region", layers).value !== undefined;
  const settings = resolveSettings(layers, operation, { mayLearnProject: isLookedUp || bringsProject(credentials) });
  checkProject(credentials, settings.projectId);
  const warnings = [
    warningAbout(settings.place)?.message,
    overriding(layers),
    await overrideWarning(settings.place, context.env),
    credentials.kind === "chain" && credentials.ambiguity,
    ...blanksIn(settings.input),
    context.env.NODE_TLS_REJECT_UNAUTHORIZED === "0" && "NODE_TLS_REJECT_UNAUTHORIZED=0: certificates are not checked.",
  ];
  for (const warning of warnings) if (warning) context.warn(warning);
  const plan = { operation, layers, credentials, settings };
  context.about(targetOf(plan));
  return plan;
}

/** An id that was copied with a blank looks right but names nothing. */
function blanksIn(input: Settings["input"]): readonly string[] {
  return Object.entries(input).flatMap(([name, value]) => {
    if (typeof value !== "string" || value === value.trim()) return [];
    const ends = [value !== value.trimStart() && "beginning", value !== value.trimEnd() && "end"].filter(Boolean);
    return [`--${flagOf(name)} has a blank at its ${ends.join(" and ")}: ${JSON.stringify(value)}.`];
  });
}

/** May the project come with the credentials? */
function bringsProject(credentials: Credentials): boolean {
  return credentials.kind === "chain" || (credentials.kind === "login" && credentials.token.projectId !== undefined);
}
