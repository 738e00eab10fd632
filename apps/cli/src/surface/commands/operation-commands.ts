import type { Operation, Parameter } from "@aom-workflow/types";
import type { InputDocs, OperationDocs } from "@aom-workflow/types/docs";
import { actionWords, commandWord } from "../action-words.ts";
import { type CommandSpec, isIdProposal, type OptionSpec } from "../command.ts";
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

/** What is looked at before and after an action. */
const looking: readonly OptionSpec[] = [
  { name: "check", description: "Read the state of the execution first, and send nothing where it does not admit the action." },
  { name: "wait", description: "Wait until the action has shown its effect; exit code 8 or 9 where it did not succeed." },
  { name: "wait-timeout", placeholder: "seconds", description: "With --wait: wait this long at most (default: 600)." },
];

const noCheck: OptionSpec = { name: "no-check", description: "Do not read the state of the execution first, which costs a reading." };

/** Looking is for what acts on an execution. What cannot be undone is looked at by default. */
function lookingAt({ name }: Operation): readonly OptionSpec[] {
  if (name === "skip") return [noCheck, ...looking.slice(1)];
  return ["restart", "continue", "stopExecution"].includes(name) ? looking : [];
}

const modes: readonly OptionSpec[] = [
  { name: "dry-run", description: "Print the request that would be sent, and send nothing. Credentials are not required." },
  { name: "curl", description: "Print a curl command that sends the same request, and send nothing." },
];

/** The command that sends an operation: its options, help and examples come from the contract. */
export function operationCommand(operation: Operation, docs: OperationDocs): CommandSpec {
  return {
    path: [commandWord(operation)],
    summary: docs.summary,
    operands: [],
    operation,
    docs,
    // Made when they are asked for: a call needs the options of one command and no examples.
    get options() {
      return [
        ...openParameters(operation).map((parameter) => optionOf(parameter, docs)),
        ...connection,
        ...lookingAt(operation),
        ...modes,
        ...(mayAsk(operation) ? [yes] : []),
      ];
    },
    get examples() {
      return examplesOf(operation, docs);
    },
  };
}

/** Is any action that it can carry out confirmed by a person? */
function mayAsk(operation: Operation): boolean {
  const { fixed, parameters } = operation;
  const open = parameters.find(({ input }) => input === "action")?.schema.enum;
  const actions = fixed?.action ? [fixed.action] : (open ?? [commandWord(operation)]);
  return actions.some((action) => actionWords(String(action)).regret !== undefined);
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
