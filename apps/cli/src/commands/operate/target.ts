import type { About } from "../../output/about.ts";
import { oneLine } from "../../output/printable.ts";
import { actionOf, type CallPlan, subjectOf } from "./call-plan.ts";

/** What is done to what, and where. @param projectId where it was learned on the way */
export function targetOf(plan: Omit<CallPlan, "credentials">, projectId = plan.settings.projectId): About {
  const { operation, layers, settings } = plan;
  const { place, input } = settings;
  const { name: profile, namedBy, values } = layers.profile;
  const isUsed = namedBy !== undefined || Object.keys(values).length > 0;
  const where = [place.region, place.endpoint, projectId && `project ${projectId}`, isUsed && `profile ${profile}`].filter(Boolean);
  const { executionId, workflowId } = input;
  return {
    action: actionOf(plan),
    timeoutMs: settings.timeout,
    document: { action: actionOf(plan), ...operation.fixed, ...input, ...place, projectId, profile },
    target: [
      subjectOf(plan),
      ...(executionId === undefined ? [] : [`of execution ${executionId}`]),
      ...(workflowId === undefined ? [] : [`of workflow ${workflowId}`]),
      `${place.region === undefined ? "at" : "in"} ${where.join(", ")}`,
    ].map(oneLine),
  };
}
