import type { ExecutionState, FailedHost } from "@aom-workflow/client";
import { causeOf, readState, statePhrase, waitingFor } from "@aom-workflow/client/executions";
import { isAbout, seenOf } from "@aom-workflow/plan";
import { mostListed } from "../tool/definitions.ts";
import { isWithin, outsideText } from "../tool/policy.ts";
import { idsSeen, shownOr } from "../tool/present.ts";
import { type Next, refused, type ToolResult, unreadable } from "../tool/results.ts";
import { begunText, possible, type ReadSetup } from "./reading.ts";
import { describeUnended } from "./unended.ts";

/** `get_execution`. The `input` of the workflow is never part of it. */
export async function getExecution(
  { workflowId, executionId, logs = false }: { readonly workflowId: string; readonly executionId: string; readonly logs?: boolean },
  setup: ReadSetup,
  signal: AbortSignal,
): Promise<ToolResult> {
  const { client, journal, policy, redact, loginCommand } = setup;
  const read = await readState(client, { workflowId, executionId }, { signal });
  if (!read.ok) return unreadable(read.error, loginCommand);
  const { state } = read;
  if (!isWithin(policy, workflowId, state.workflowName)) return refused(outsideText(policy));
  const doubts = await journal.doubts();
  const actions: object[] = [];
  const next: Next[] = [];
  let begun = 0;
  for (const { node, actions: able } of waitingFor(state)) {
    if (node === undefined) continue;
    const entry = doubts.find(({ key }) => isAbout(key, { workflowId, executionId, nodeId: node.id }, seenOf(state, node.id)));
    const unended = entry && (await describeUnended(entry, setup));
    if (unended !== undefined) begun++;
    next.push(...(unended?.next ?? []));
    actions.push({ ...idsSeen({ nodeId: node.id }), actions: possible(able, policy, unended), ...unended?.part });
  }
  const stands = `The execution ${statePhrase({ ...state, word: undefined })}${state.readAt ? `, read at ${state.readAt.toISOString()}` : ""}.`;
  const showsLogs = policy.logs && logs;
  const evidence = [
    stands,
    begun > 0 && begunText(begun),
    state.nodes.length > mostListed && `Only the first ${mostListed} of ${state.nodes.length} nodes are shown.`,
    showsLogs &&
      state.nodes.some(({ failedHosts }) => failedHosts.length > mostHosts) &&
      `At most ${mostHosts} hosts of a node are shown; failedHosts is how many failed.`,
  ];
  return {
    outcome: "read",
    mayHaveBeenDone: begun > 0,
    evidence: evidence.filter(Boolean).join(" "),
    next,
    state: state.meaning,
    nodes: state.nodes.slice(0, mostListed).map((node) => nodeOf(node, policy.logs, showsLogs, redact)),
    actions,
    untrusted: { workflowName: shownOr(state.workflowName), word: shownOr(state.word), startedBy: shownOr(state.startedBy) },
  };
}

function nodeOf(
  { id, name, word, kind, meaning, startedAt, endedAt, failedHosts }: ExecutionState["nodes"][number],
  causes: boolean,
  logs: boolean,
  redact: (text: string) => string,
): object {
  return {
    ...idsSeen({ nodeId: id }),
    ...{ kind, state: meaning },
    ...(failedHosts.length > 0 && { failedHosts: failedHosts.length }),
    startedAt: startedAt?.toISOString(),
    endedAt: endedAt?.toISOString(),
    untrusted: {
      name: shownOr(name),
      word: shownOr(word),
      ...(causes && { cause: shownOr(causeOf(failedHosts, redact), 300) }),
      ...(logs && failedHosts.length > 0 && { hosts: failedHosts.slice(0, mostHosts).map((host) => hostOf(host, redact)) }),
    },
  };
}

/** Maximum number of hosts of a node. */
const mostHosts = 20;

/** A host in less than 2 kB: five texts, two of them log lines. */
function hostOf({ name, id, ip, exitCode, firstLine, lastLine }: FailedHost, redact: (text: string) => string): object {
  const line = (text: string | undefined) => shownOr(text === undefined ? undefined : redact(text));
  return {
    host: shownOr(name ?? id ?? ip, 64),
    exitCode: shownOr(exitCode, 16),
    firstLine: line(firstLine),
    lastLine: line(lastLine),
  };
}
