import type { Client } from "@aom-workflow/client";
import { executionsOf, readExecution } from "@aom-workflow/client/executions";
import { oneLine } from "../../output/text/printable.ts";
import type { Options } from "../../parse/invocation.ts";
import { readTokens } from "../../parse/tokens.ts";
import type { IdProposals } from "../../surface/command.ts";
import type { CommandContext } from "../context.ts";
import { reading } from "../executions/reading.ts";
import type { Candidate } from "./candidates.ts";
import { rememberedCandidates } from "./remembered-candidates.ts";

/** What a person waits for at most who has pressed a key, in seconds. */
const patience = "2";
const most = 100;

/**
 * Ids that the service knows, to be completed. Remembered for some seconds; nothing where anything goes wrong: in the middle of typing is no place for an error.
 *
 * @param words what was typed before
 */
export async function serviceCandidates(
  proposals: IdProposals,
  words: readonly string[],
  context: Pick<CommandContext, keyof CommandContext>,
): Promise<readonly Candidate[]> {
  const { env, commands } = context;
  const given = readTokens(words, commands).options.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value] as const]));
  const options: Options = { ...Object.fromEntries(given), timeout: patience };
  if (options["token-file"] === "-") return [];
  const { workflow, execution } = options;
  const read = () =>
    reading("completion", [], { options, context }, ({ client }) =>
      listed(client, proposals, typeof workflow === "string" ? workflow : undefined, typeof execution === "string" ? execution : undefined),
    );
  try {
    const found = await rememberedCandidates([proposals, ...given.flat()], env, read);
    return found.filter(({ value }) => oneLine(value) === value).slice(0, most);
  } catch {
    return [];
  }
}

async function listed(
  client: Client,
  proposals: IdProposals,
  workflow: string | undefined,
  execution: string | undefined,
): Promise<readonly Candidate[]> {
  if (proposals === "workflow") {
    const found: Candidate[] = [];
    for await (const { id, name = "", status = "" } of client.workflows({
      sortField: "last_execution_start_time",
      sortType: "DESC",
      maxPages: 1,
    }))
      if (id) found.push({ value: id, description: oneLine(`${name} ${status}`).trim() });
    return found;
  }
  if (proposals === "execution" && workflow !== undefined) {
    const listed = executionsOf(await client.listExecutions({ workflowId: workflow }));
    return listed.flatMap(({ executionId, word = "" }) =>
      executionId === undefined ? [] : [{ value: executionId, description: oneLine(word) }],
    );
  }
  if (proposals === "node" && workflow !== undefined && execution !== undefined) {
    const { nodes } = readExecution((await client.getExecution({ workflowId: workflow, executionId: execution })).data);
    return nodes.map(({ id, name = "", word = "not begun" }) => ({ value: id, description: oneLine(`${name} ${word}`).trim() }));
  }
  const found = new Map<string, Candidate>();
  for await (const row of client.stoppedExecutions({ workflow })) {
    const value = row.error === undefined ? (proposals === "node" ? row.nodeId : row.executionId) : undefined;
    if (value !== undefined && row.error === undefined)
      found.set(value, { value, description: oneLine(`${row.workflowName ?? row.workflowId} ${row.state}`) });
    if (found.size >= most) break;
  }
  return [...found.values()];
}
