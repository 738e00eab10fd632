import type { ExecutionIds, PossibleAction, Waiting } from "@aom-workflow/client/executions";
import { oneLine, shellQuoted } from "../../output/text/printable.ts";
import type { Options } from "../../parse/tokens.ts";

/** Where it was read, as far as the arguments say: the next command has to go there as well. */
const placeFlags = ["profile", "region", "endpoint", "project", "token-file", "ca-file"];

/** What an execution waits for, each with the commands that could help. */
export function withCommands(waiting: readonly Waiting[], { workflowId, executionId }: Partial<ExecutionIds>, options: Options) {
  return waiting.map(({ node, ...each }) => {
    const nodeId = node?.id;
    return { ...each, nodeId, commands: nextCommands(each.actions, { workflowId, executionId, nodeId }, options) };
  });
}

/** The same as lines, an empty one before each. */
export function waitingLines(waiting: ReturnType<typeof withCommands>): readonly string[] {
  return waiting.flatMap(({ reason, commands }) => [
    "",
    oneLine(reason),
    ...Object.values(commands).map((command, index) => `${index === 0 ? "What you could do:\n" : ""}  ${command}`),
  ]);
}

/** What a shell made of `<(…)` is there for one command only. */
const ofProcess = /^\/(dev|proc\/self)\/fd\//;

/** The commands that carry out what could be done, by action, as they can be pasted into a shell. */
export function nextCommands(
  actions: readonly PossibleAction[],
  { workflowId, executionId, nodeId }: Readonly<Record<"workflowId" | "executionId" | "nodeId", string | undefined>>,
  options: Options,
): Readonly<Record<string, string>> {
  const ids = { workflow: workflowId, execution: executionId, node: nodeId };
  const commands = actions.map(({ action }) => [action, pastable(action, ids, options)] as const);
  return Object.fromEntries(commands.flatMap(([action, command]) => (command === undefined ? [] : [[action, command]])));
}

/** A command with these options, at the place that the options name; nothing where a value is missing or would not survive being pasted. */
export function pastable(name: string, given: Options, options: Options, operands: readonly string[] = []): string | undefined {
  const place = placeFlags.flatMap((flag) => (typeof options[flag] === "string" ? [[flag, options[flag]] as const] : []));
  const flags = Object.entries({ ...given, ...Object.fromEntries(place) }).filter(([, value]) => !ofProcess.test(String(value)));
  const values = [...operands, ...flags.map(([, value]) => value)];
  if (values.some((value) => value === undefined || oneLine(String(value)) !== String(value))) return undefined;
  const texts = flags.map(([flag, value]) => (value === true ? `--${flag}` : optionText(flag, String(value))));
  return ["aom-workflow", name, ...operands.map(shellQuoted), ...texts].join(" ");
}

/** What begins with a dash must not be read as another option. */
function optionText(flag: string, value: string): string {
  return `--${flag}${value.startsWith("-") ? "=" : " "}${shellQuoted(value)}`;
}
