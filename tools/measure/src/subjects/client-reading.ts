import { createClient, operations } from "@aom-workflow/client";
import { executionId, nodeId, origin, projectId, token, workflowId } from "../scripts/settings.ts";

const aom = createClient({ endpoint: origin, projectId, auth: token });

/** The same request, as one that only reads: it may use a connection that was used before. */
const look = { ...operations.operate, effect: "none" } as const;

export async function call(): Promise<void> {
  const { ok } = await aom.call(look, { action: "restart", workflowId, executionId, nodeId });
  if (!ok) throw new Error("unexpected answer");
}
