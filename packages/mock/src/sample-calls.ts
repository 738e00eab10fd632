import { nodeParameter } from "./simulator/wire/read-request.ts";

const projectId = "0123456789abcdef0123456789abcdef";

/** Commands to copy after starting the mock: one that acts on a node, or, for the simulator, one that lists. */
export function sampleCalls(url: string, simulator: boolean): readonly string[] {
  const from = `${url}/v1/${projectId}/cms`;
  const curl = `curl --request POST --header "X-Auth-Token: any"`;
  const node = "--workflow wf-1 --execution ex-1 --node run-script";
  return [
    simulator
      ? `${curl} --json '{"sort_field":"create_time","sort_type":"DESC"}' "${from}/workflow-list"`
      : `${curl} "${from}/workflow/wf-1/executions/ex-1/operation?action=restart&${nodeParameter}=run-script"`,
    `AOM_WORKFLOW_TOKEN=any npx aom-workflow ${simulator ? "stopped" : `restart ${node}`} --project ${projectId} --endpoint ${url}`,
  ];
}
