import type { Operation, Parameter } from "@aom-workflow/types";
import { textOfAction } from "./actions.ts";
import type { CommandSpec, OptionSpec } from "./command.ts";
import { describeFlag, type Flag, flagsOf, placeholderOf } from "./flags.ts";
import { settings, variableFor } from "./setting.ts";

/** What says where and with which credentials to call. */
const connection: readonly OptionSpec[] = [settings.region, settings.endpoint, settings.token, settings.timeout, settings["ca-file"]].map(
  ({ flag }) => flag,
);

const yes: OptionSpec = { name: "yes", short: "y", description: "Skip without asking. Only a person at a terminal is asked." };

const modes: readonly OptionSpec[] = [
  { name: "dry-run", description: "Print the request that would be sent, and send nothing. Needs no token." },
  { name: "curl", description: "Print a curl command that sends the same request, and send nothing." },
];

/** The commands that send an operation: one for each action of the contract, and one that takes the action as an option. */
export function operateCommands(operation: Operation): readonly CommandSpec[] {
  const flags = flagsOf(operation);
  const actions = flags.find(({ name }) => name === "action")?.parameter.enum ?? [];
  const rest = flags.filter(({ name }) => name !== "action");
  const command = (name: string, summary: string, own: readonly Flag[], action?: string): CommandSpec => ({
    path: [name],
    summary,
    options: [...own.map(optionOf), ...connection, ...modes, ...(asks(action) ? [yes] : [])],
    operands: [],
    examples: examplesOf(action ?? `operate --action ${actions[0]}`, operation.parameters),
    operates: true,
    ...(action && { implied: { action } }),
  });
  return [
    ...actions.map((value) => command(value, textOfAction(value).summary, rest, value)),
    command("operate", "Do what --action says, for scripts.", flags),
  ];
}

function asks(action: string | undefined): boolean {
  return action === undefined || textOfAction(action).regret !== undefined;
}

function optionOf({ name, parameter }: Flag): OptionSpec {
  const { enum: values, minLength, maxLength, required } = parameter;
  const variable = variableFor(name);
  return {
    name,
    placeholder: placeholderOf(parameter),
    description: describeFlag(parameter),
    needed: required,
    ...(values && { values }),
    ...(variable && { variable }),
    ...(minLength !== undefined && { minLength }),
    ...(maxLength !== undefined && { maxLength }),
  };
}

/** A call of an action with the contract's own example values. */
function examplesOf(call: string, parameters: readonly Parameter[]): readonly string[] {
  const sample = (name: string) => parameters.find((each) => each.name === name)?.example ?? "ID";
  const ids = [`--workflow ${sample("workflow_id")}`, `--execution ${sample("execution_id")}`, `--node ${sample("node_id")}`];
  return [
    "export AOM_WORKFLOW_REGION=cn-north-4",
    `export AOM_WORKFLOW_PROJECT=${sample("project_id")}`,
    `aom-workflow ${[call, ...ids, "--token-file ~/.aom-token"].join(" \\\n  ")}`,
    "",
    "With --dry-run it prints the request instead of sending it.",
  ];
}
