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
  description: "Do not ask for confirmation. Required if there is no terminal to ask on.",
};

const noCheck: OptionSpec = {
  name: "no-check",
  description:
    "Send the request without first reading the execution. By default it is read, and nothing is sent unless its state allows the action.",
};

/** What is looked at after an action. @param end when the wait ends well @param bad the other end that it may come to */
function waiting(end: string, bad: string): readonly OptionSpec[] {
  const description = `Wait until ${end}. Exit code 8: gave up waiting; 9: it ${bad}.`;
  return [
    { name: "wait", description },
    { name: "wait-timeout", placeholder: "seconds", description: "With --wait: give up waiting after this time (default: 600)." },
  ];
}

const dryRun: OptionSpec = {
  name: "dry-run",
  values: ["curl"],
  description: "Print the request, or with --dry-run=curl a curl command that sends it; send nothing. Credentials are not required.",
};

const includeDoubt: OptionSpec = {
  name: "include-doubt",
  description: "Send it even if the journal has an earlier action in doubt for the same run of the node. It may then be done twice.",
};

/** The command that sends an operation: its options, help and examples come from the contract. */
export function operationCommand(operation: Operation, allDocs: Readonly<Record<string, OperationDocs>>): CommandSpec {
  const docs = allDocs[operation.name] as OperationDocs;
  return {
    path: [commandWord(operation)],
    summary: docs.summary,
    section: operation.effect === "none" ? "Look" : "Act on one",
    notes: [effects[operation.effect], docs.page],
    acts: operation.effect !== "none",
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
        ...(operation.actsOn
          ? waiting("the action has taken effect", operation.actsOn === "node" ? "stopped again or ended badly" : "ended in another way")
          : []),
        ...(beginsExecution(operation) ? waiting("the execution stops or ends", "stopped or ended badly") : []),
        dryRun,
        ...(operation.effect === "none" ? [] : [yes]),
      ];
    },
    get examples() {
      return examplesOf(operation, docs);
    },
  };
}

const effects = {
  none: "It only reads.",
  idempotent: "It is idempotent: repeating it has no further effect.",
  once: "It is not idempotent: a call that may have been applied is never retried automatically.",
} as const;

/** Names an execution for less typing. @param part what of it the command is about */
export function executionOperand(part: ActsOn): OperandSpec {
  const [name, node] = part === "node" ? ["execution/node", " Add /NODE unless only one node fits."] : ["execution", ""];
  return {
    name,
    description: `The execution: the first characters of its id (at least 4; with --yes, at least 8).${node} You are shown what was found and asked to confirm.`,
    isOptional: true,
    proposals: part === "node" ? "execution/node" : "execution",
  };
}

/** What is used where the option is not given. */
const unnamed = "Default: the one of the credentials, else that of the region.";

/** Unlike the contract, commands look up names. */
const workflowText = "Id of the workflow, or a name that only one workflow has. The console calls a workflow a task.";

/** The option that gives a parameter of the contract. */
export function optionOf(parameter: Parameter, docs: OperationDocs): OptionSpec {
  const name = flagOf(parameter.input);
  const description = name === "workflow" ? workflowText : describeParameter(parameter, docsOf(parameter, docs));
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

/** The shortest call, then one with all ids: the contract's own example values, unless the action has others. */
function examplesOf(operation: Operation, docs: OperationDocs): readonly string[] {
  const parameters = openParameters(operation);
  const required = parameters.filter((each) => each.required && each.scope === undefined);
  const project = parameters.find(({ scope }) => scope === "connection");
  const execution = operation.actsOn && parameters.find(({ input }) => input === "executionId");
  const sampleFor = (parameter: Parameter) => samples[commandWord(operation)]?.[parameter.input] ?? sampleOf(parameter, docs);
  const flags = required.map((parameter) => `--${flagOf(parameter.input)} ${sampleFor(parameter)}`);
  return [
    ...(execution ? [`aom-workflow ${commandWord(operation)} ${sampleFor(execution).slice(0, 4)}`] : []),
    "export AOM_WORKFLOW_REGION=cn-north-4",
    ...(project ? [`export AOM_WORKFLOW_PROJECT=${sampleOf(project, docs)}`] : []),
    `aom-workflow ${[commandWord(operation), ...flags, "--token-file ~/.aom-token"].join(" ")}`,
  ];
}

/** Of an execution that allows the action, where that of the contract, which has failed, does not. */
const samples: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  continue: {
    workflowId: "4c2d8f1f6b1e4d66b2f1d8f5f2f1b0e3",
    executionId: "7a3d2e45-0a6c-4b1d-9b4f-1a7a6a9b8c32",
    nodeId: "check-by-hand",
  },
};

function sampleOf(parameter: Parameter, docs: OperationDocs): string {
  const { example = parameter.schema.enum?.[0] ?? placeholderOf(parameter).toUpperCase() } = docsOf(parameter, docs);
  return typeof example === "string" ? example : `'${JSON.stringify(example)}'`;
}

function docsOf({ input }: Parameter, { inputs }: OperationDocs): InputDocs {
  return inputs[input] ?? { description: "" };
}
