import { createClient } from "@aom-workflow/client";
import { executionId, nodeId, origin, projectId, token, workflowId } from "../scripts/settings.ts";

const aom = createClient({ endpoint: origin, projectId, auth: token });

export function call(): Promise<unknown> {
  return aom.restart({ workflowId, executionId, nodeId });
}
