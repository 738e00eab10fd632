import type { ActsOn, Operation, Parameter } from "@aom-workflow/types";
import type { InputDocs, OperationDocs } from "@aom-workflow/types/docs";
import { beginsExecution, commandWord } from "../action-words.ts";
import { type CommandSpec, isIdProposal, type OperandSpec, type OptionSpec } from "../command.ts";
import { describeParameter, flagOf, openParameters, placeholderOf } from "../flags.ts";
import { settings, variableFor } from "../settings.ts";

/** What says where and with which credentials to call. */
export const connection: readonly OptionSpec[] = [
  ...[settings.region, settings.endpoint].map(({ flag }) => ({ ...flag, oneOf: "place" as const })),
  { ...settings.token.flag, oneOf: "credentials" },
  settings.timeout.flag,
  settings["ca-file"].flag,
];

export const yes: OptionSpec = {
  name: "yes",
  short: "y",
  description: "Skip the confirmation. Required without a terminal if a confirmation is needed.",
};

const noCheck: OptionSpec = {
  name: "no-check",
  description:
    "Do not read the state of the execution first (saves one request). By default nothing is sent unless the state allows the action.",
};

/** What is looked at after an action. */
const waiting: readonly OptionSpec[] = [
  {
    name: "wait",
    description: "Wait until the action takes effect, or the started execution stops or ends; exit code 8 or 9 if it did not succeed.",
  },
  { name: "wait-timeout", placeholder: "seconds", description: "With --wait: give up waiting after this time (default: 600)." },
];

const dryRun: OptionSpec = {
  name: "dry-run",
  values: ["curl"],
  description: "Print the request, or with --dry-run=curl a curl command that sends it; send nothing. Credentials are not required.",
};

const includeDoubt: OptionSpec = {
  name: "include-doubt",
  description: "Send it even if the journal has an earlier action for the same run in doubt. It may then be done twice.",
};

/** The command that sends an operation: its options, help and examples come from the contract. */
export function operationCommand(operation: Operation, allDocs: Readonly<Record<string, OperationDocs>>): CommandSpec {
  const docs = allDocs[operation.name] as OperationDocs;
  return {
    path: [commandWord(operation)],
    summary: docs.summary,
    operands: operation.actsOn ? [executionOperand(operation.actsOn)] : [],
    operation,
    docs,
    // Made when they are asked for: a call needs the options of one command and no examples.
    get options() {
      return [
        ...openParameters(operation).map((parameter) => optionOf(parameter, docs)),
        ...connection,
        ...(operation.actsOn ? [noCheck] : []),
        ...(operation.actsOn === "node" ? [includeDoubt] : []),
        ...(operation.actsOn || beginsExecution(operation) ? waiting : []),
        dryRun,
        ...(operation.effect === "none" ? [] : [yes]),
      ];
    },
    get examples() {
      return examplesOf(operation, docs);
    },
  };
}

/** Names an execution for less typing. @param part what of it the command is about */
export function executionOperand(part: ActsOn): OperandSpec {
  const [name, node] = part === "node" ? ["execution/node", ". Add /NODE if more than one node allows the action"] : ["execution", ""];
  return {
    name,
    description: `Execution, by the beginning of its id (at least 4 characters, 8 with --yes)${node}. You confirm what was found.`,
    isOptional: true,
    proposals: part === "node" ? "execution/node" : "execution",
  };
}

/** What is used where the option is not given. */
const unnamed = "Default: the project of the credentials, else that of the region.";

/** The option that gives a parameter of the contract. */
export function optionOf(parameter: Parameter, docs: OperationDocs): OptionSpec {
  const description = describeParameter(parameter, docsOf(parameter, docs));
  const name = flagOf(parameter.input);
  const variable = variableFor(name);
  const values = parameter.schema.enum?.map(String);
  return {
    name,
    placeholder: placeholderOf(parameter),
    description: parameter.scope === "connection" ? `${description} ${unnamed}` : description,
    required: parameter.required && parameter.scope === undefined && !isIdProposal(name),
    ...(isIdProposal(name) && { short: name.charAt(0) }),
    schema: parameter.schema,
    ...(values && { values }),
    ...(isIdProposal(name) && { proposals: name }),
    ...(variable && { variable }),
  };
}

/** A call with the contract's own example values. */
function examplesOf(operation: Operation, docs: OperationDocs): readonly string[] {
  const parameters = openParameters(operation);
  const required = parameters.filter((each) => each.required && each.scope === undefined);
  const project = parameters.find(({ scope }) => scope === "connection");
  const flags = required.map((parameter) => `--${flagOf(parameter.input)} ${sampleOf(parameter, docs)}`);
  return [
    "export AOM_WORKFLOW_REGION=cn-north-4",
    ...(project ? [`export AOM_WORKFLOW_PROJECT=${sampleOf(project, docs)}`] : []),
    `aom-workflow ${[commandWord(operation), ...flags, "--token-file ~/.aom-token"].join(" ")}`,
  ];
}

function sampleOf(parameter: Parameter, docs: OperationDocs): string {
  const { example = parameter.schema.enum?.[0] ?? placeholderOf(parameter).toUpperCase() } = docsOf(parameter, docs);
  return typeof example === "string" ? example : `'${JSON.stringify(example)}'`;
}

function docsOf({ input }: Parameter, { inputs }: OperationDocs): InputDocs {
  return inputs[input] ?? { description: "" };
}
