import { BasicCredentials } from "@huaweicloud/huaweicloud-sdk-core/auth/BasicCredentials.js";
import { ClientBuilder } from "@huaweicloud/huaweicloud-sdk-core/ClientBuilder.js";
import type { HcClient } from "@huaweicloud/huaweicloud-sdk-core/HcClient.js";
import { executionId, keys, nodeId, origin, projectId, workflowId } from "../scripts/settings.ts";

const credentials = new BasicCredentials().withAk(keys.accessKeyId).withSk(keys.secretAccessKey).withProjectId(projectId);
const client = new ClientBuilder((hcClient: HcClient) => hcClient).withEndpoint(origin).withCredential(credentials).build();

/** The vendor's package for this operation is not on npm, so the operation is described here as their generator does it. */
export async function call(): Promise<void> {
  const answer: { httpStatusCode?: number; result?: string } = await client.sendRequest({
    method: "POST",
    url: "/v1/{project_id}/cms/workflow/{workflow_id}/executions/{execution_id}/operation",
    contentType: "application/json",
    queryParams: { action: "restart", node_id: nodeId },
    pathParams: { project_id: projectId, workflow_id: workflowId, execution_id: executionId },
    headers: {},
  });
  if (answer.httpStatusCode !== 200 || answer.result !== "success") throw new Error("unexpected answer");
}
