import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Client } from "@aom-workflow/client";
import { executionsOf, readExecution } from "@aom-workflow/client/executions";
import { oneLine } from "../../output/text/printable.ts";
import { type Options, readTokens } from "../../parse/tokens.ts";
import { absolute, homeOf } from "../../settings/paths.ts";
import type { IdProposals } from "../../surface/command.ts";
import type { Environment } from "../../surface/environment.ts";
import type { CommandContext } from "../context.ts";
import { reading } from "../executions/reading.ts";
import type { Candidate } from "./candidates.ts";

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
  try {
    const found = await rememberedCandidates([proposals, ...given.flat()], env, () =>
      reading("completion", [], { options, context }, ({ client }) => listed(client, proposals, Object.fromEntries(given))),
    );
    return found.filter(({ value }) => oneLine(value) === value).slice(0, most);
  } catch {
    return [];
  }
}

/** A person presses the key several times while typing one id. */
const lifeMs = 10_000;

/** What was found a moment ago for the same words and surroundings, else what is found now. It is kept in a file that only this user can read. */
export async function rememberedCandidates(
  words: readonly string[],
  env: Environment,
  find: () => Promise<readonly Candidate[]>,
): Promise<readonly Candidate[]> {
  const own = Object.entries(env).filter(([name]) => /^(AOM_WORKFLOW|HUAWEICLOUD_SDK|CLOUD_SDK)_/.test(name));
  const key = createHash("sha256")
    .update(JSON.stringify([words, own]))
    .digest("hex");
  const folder = join(env.XDG_CACHE_HOME ? absolute("XDG_CACHE_HOME", env.XDG_CACHE_HOME) : join(homeOf(env), ".cache"), "aom-workflow");
  const file = join(folder, "completion.json");
  const kept = readKept(file, key);
  if (kept !== undefined) return kept;
  const found = await find();
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(file, JSON.stringify({ key, found }), { mode: 0o600 });
  } catch {
    // What cannot be kept is found again.
  }
  return found;
}

async function listed(
  client: Client,
  proposals: IdProposals,
  { workflow, execution }: Readonly<Record<string, string | undefined>>,
): Promise<readonly Candidate[]> {
  const found = new Map<string, Candidate>();
  const add = (value: string | undefined, ...words: readonly string[]) => {
    if (value) found.set(value, { value, description: oneLine(words.join(" ")).trim() });
  };
  if (proposals === "workflow") {
    const latest = client.workflows({ sortField: "last_execution_start_time", sortType: "DESC", maxPages: 1 });
    for await (const { id, name = "", status = "" } of latest) add(id, name, status);
  } else if (proposals === "execution" && workflow !== undefined) {
    for (const { executionId, word = "" } of executionsOf(await client.listExecutions({ workflowId: workflow }))) add(executionId, word);
  } else if (proposals === "node" && workflow !== undefined && execution !== undefined) {
    const { nodes } = readExecution((await client.getExecution({ workflowId: workflow, executionId: execution })).data);
    for (const { id, name = "", word = "not begun" } of nodes) add(id, name, word);
  } else {
    for await (const row of client.stoppedExecutions({ workflow })) {
      if (row.error !== undefined) continue;
      add(proposals === "node" ? row.nodeId : row.executionId, row.workflowName ?? row.workflowId, row.state);
      if (found.size >= most) break;
    }
  }
  return [...found.values()];
}

function readKept(file: string, wanted: string): readonly Candidate[] | undefined {
  try {
    if (Math.abs(Date.now() - statSync(file).mtimeMs) > lifeMs) return undefined;
    const { key, found } = JSON.parse(readFileSync(file, "utf8")) as { readonly key: string; readonly found: readonly Candidate[] };
    return key === wanted ? found : undefined;
  } catch {
    return undefined;
  }
}
