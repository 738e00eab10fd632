import { accessKey } from "@aom-workflow/auth";
import { createClient } from "@aom-workflow/client";
import { executionId, keys, nodeId, origin, projectId, workflowId } from "../scripts/settings.ts";

const aom = createClient({ endpoint: origin, projectId, auth: accessKey(keys), fetch });

/** As it is where only fetch exists. */
export function call(): Promise<unknown> {
  return aom.restart({ workflowId, executionId, nodeId });
}
