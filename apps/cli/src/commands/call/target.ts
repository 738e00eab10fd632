import type { About } from "../../output/about.ts";
import { oneLine } from "../../output/text/printable.ts";
import { pastable } from "../executions/next-commands.ts";
import { actionOf, type CallPlan, subjectsOf } from "./call-plan.ts";

/** What is done to what, and where. @param projectId where it was learned on the way */
export function targetOf(plan: Omit<CallPlan, "credentials">, projectId = plan.settings.projectId): About {
  const { operation, layers, settings } = plan;
  const { place, input } = settings;
  const { name: profile, namedBy, values } = layers.profile;
  const isUsed = namedBy !== undefined || Object.keys(values).length > 0;
  const where = [place.region, place.endpoint, projectId && `project ${projectId}`, isUsed && `profile ${profile}`]
    .filter(Boolean)
    .join(", ");
  const subjects = subjectsOf(plan).map((subject, index) => (index === 0 ? subject : `of ${subject}`));
  return {
    action: actionOf(plan),
    timeoutMs: settings.timeout,
    onlyReads: operation.effect === "none",
    show: pastable("show", { workflow: textOf(input.workflowId), execution: textOf(input.executionId) }, layers.options),
    document: { ...operation.fixed, action: actionOf(plan), ...input, ...place, projectId, profile },
    target: [...subjects, `${place.region === undefined ? "at" : "in"} ${where}`].map(oneLine),
    place: where,
  };
}

function textOf(value: unknown): string | undefined {
  return value === undefined ? undefined : String(value);
}
