import type { Operation, Parameter } from "@aom-workflow/types";
import type { InputDocs, OperationDocs } from "@aom-workflow/types/docs";
import { actionWords, commandWord, regretOf } from "../action-words.ts";
import { type CommandSpec, type Form, isIdProposal, type OptionSpec } from "../command.ts";
import { describeParameter, flagOf, openParameters, placeholderOf } from "../flags.ts";
import { settings, variableFor } from "../settings.ts";

/** What says where and with which credentials to call. */
export const connection: readonly OptionSpec[] = [
  ...[settings.region, settings.endpoint].map(({ flag }) => ({ ...flag, oneOf: "place" as const })),
  { ...settings.token.flag, oneOf: "credentials" },
  settings.timeout.flag,
  settings["ca-file"].flag,
];

const yes: OptionSpec = { name: "yes", short: "y", description: "Do it without asking. Required where nobody can be asked." };

const check: OptionSpec = {
  name: "check",
  description: "Read the state of the execution first, and send nothing where it does not admit the action.",
};

const noCheck: OptionSpec = { name: "no-check", description: "Do not read the state of the execution first, which costs a reading." };

/** What is looked at after an action. */
const waiting: readonly OptionSpec[] = [
  { name: "wait", description: "Wait until the action has shown its effect; exit code 8 or 9 where it did not succeed." },
  { name: "wait-timeout", placeholder: "seconds", description: "With --wait: wait this long at most (default: 600)." },
];

/** Looking is for what acts on an execution. @param forms the operation, or what it can be */
function lookingAt(forms: readonly Form[]): readonly OptionSpec[] {
  const checked = forms
    .filter(({ operation: { actsOn } }) => actsOn)
    .map(({ operation }) => actionWords(commandWord(operation)).isChecked === true);
  return [
    ...(checked.includes(false) ? [check] : []),
    ...(checked.includes(true) ? [noCheck] : []),
    ...(checked.length > 0 ? waiting : []),
  ];
}

const modes: readonly OptionSpec[] = [
  { name: "dry-run", description: "Print the request that would be sent, and send nothing. Credentials are not required." },
  { name: "curl", description: "Print a curl command that sends the same request, and send nothing." },
];

/** The command that sends an operation: its options, help and examples come from the contract. */
export function operationCommand(
  operation: Operation,
  allDocs: Readonly<Record<string, OperationDocs>>,
  all: readonly Operation[],
): CommandSpec {
  const docs = allDocs[operation.name] as OperationDocs;
  const forms = operation.fixed
    ? []
    : all
        .filter(({ id, fixed }) => id === operation.id && fixed)
        .map((operation) => ({ operation, docs: allDocs[operation.name] as OperationDocs }));
  return {
    path: [commandWord(operation)],
    summary: docs.summary,
    operands: [],
    operation,
    docs,
    forms,
    // Made when they are asked for: a call needs the options of one command and no examples.
    get options() {
      return [
        ...openParameters(operation).map((parameter) => optionOf(parameter, docs)),
        ...connection,
        ...lookingAt([{ operation, docs }, ...forms]),
        ...modes,
        ...([{ operation, docs }, ...forms].some((each) => regretOf(each.operation, each.docs) !== undefined) ? [yes] : []),
      ];
    },
    get examples() {
      return examplesOf(operation, docs);
    },
  };
}

/** What stands in for what belongs to the connection. */
const unnamed = "By default the one that comes with the credentials, else that of the region.";

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
    required: parameter.required && parameter.scope === undefined,
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
    `aom-workflow ${[commandWord(operation), ...flags, "--token-file ~/.aom-token"].join(" \\\n  ")}`,
    "",
    "With --dry-run it prints the request instead of sending it.",
  ];
}

function sampleOf(parameter: Parameter, docs: OperationDocs): string {
  const { example = parameter.schema.enum?.[0] ?? placeholderOf(parameter).toUpperCase() } = docsOf(parameter, docs);
  return typeof example === "string" ? example : `'${JSON.stringify(example)}'`;
}

function docsOf({ input }: Parameter, { inputs }: OperationDocs): InputDocs {
  return inputs[input] ?? { description: "" };
}
