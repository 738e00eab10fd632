import { operations } from "@aom-workflow/types";
import { docs } from "@aom-workflow/types/docs";
import { type CommandSpec, type OperandSpec, type OptionSpec, withValues } from "../../../cli/src/surface/command.ts";
import { commandsOf, tagline } from "../../../cli/src/surface/commands.ts";
import { documentSchemas } from "../../../cli/src/surface/documents.ts";
import { credentialSources, environment } from "../../../cli/src/surface/environment.ts";
import { exitCodes } from "../../../cli/src/surface/exit-codes.ts";
import { globalOptions, helpOption, versionOption } from "../../../cli/src/surface/global-options.ts";
import { settingOf, settings } from "../../../cli/src/surface/settings.ts";
import { cell, codeCell, table, text } from "../markdown.ts";

const commands = commandsOf(operations, docs);
const documents = documentSchemas(commands.flatMap(({ operation, path }) => (operation ? [path.join(" ")] : [])));

/** The page of the command line, as Markdown: everything that its table of commands has. */
export function renderCommandLine(): string {
  const sections = [
    `# Command line\n\n${tagline}, from a terminal or a script. \`aom-workflow COMMAND --help\` prints the same in a terminal.`,
    "Not on npm yet; from the first release on:\n\n```sh\nnpm install --global aom-workflow\n```",
    table(
      ["command", "what it does"],
      commands.map((command) => [`[${nameOf(command)}](#${anchorOf(command)})`, cell(command.summary)]),
    ),
    `## Exit codes\n\nThe exit code says whether anything was done. [Outcomes](guides/outcomes.md) says what to do next.\n\n${exitCodeTable()}`,
    "## Commands",
    ...commands.map(commandSection),
    `## Global options\n\nEvery command takes them.\n\n${optionTable([...globalOptions, helpOption, versionOption])}`,
    `## Settings\n\nThe first that is given counts: the option, the profile that \`--profile\` names, the variable, the default profile.\n\n${optionTable(Object.values(settings).map(({ flag }) => flag))}`,
    `## Credentials\n\nThe first of these that exists is used.\n\n${meanings("source", credentialSources)}`,
    `## Environment variables\n\n${meanings("variable", environment)}`,
    `## Documents\n\nWith \`--output json\` each command prints one JSON document. Properties in brackets may be missing. ${propertiesOf("failure", "A failure of any command")}`,
  ];
  return `${sections.filter(Boolean).join("\n\n")}\n`;
}

function commandSection(command: CommandSpec): string {
  const { summary, operands, options, examples, operation, notes } = command;
  const name = nameOf(command);
  const own = options.filter((option) => settingOf(option.name) === undefined);
  const taken = options.filter((option) => settingOf(option.name) !== undefined).map((option) => `\`--${option.name}\``);
  return [
    `### ${name}`,
    text(summary),
    `\`\`\`sh\n${["aom-workflow", name, ...operands.map(operandTerm), "[options]"].join(" ")}\n\`\`\``,
    table(
      ["argument", "what it is"],
      operands.map((operand) => [codeCell(operandTerm(operand)), cell(withValues(operand.description, operand.values))]),
    ),
    optionTable(own),
    taken.length > 0 ? `[Settings](#settings): ${taken.join(", ")}.` : "",
    operation ? `Sends [${operation.name}](operations/${operation.name}.md). ${text(notes[0] ?? "")}` : text(notes.join(" ")),
    `\`\`\`sh\n${examples.join("\n")}\n\`\`\``,
    name in documents ? propertiesOf(name, "Document") : "",
  ]
    .filter(Boolean)
    .join("\n\n");
}

function optionTable(options: readonly OptionSpec[]): string {
  return table(
    ["option", "what it does"],
    options.map((option) => {
      const { required, variable, description, placeholder, values } = option;
      const about = placeholder === undefined ? description : withValues(description, values);
      return [codeCell(optionTerm(option)), `${cell(about)}${required ? " Required." : ""}${variable ? ` \`${variable}\`` : ""}`];
    }),
  );
}

function optionTerm({ name, short, placeholder, values }: OptionSpec): string {
  const value = placeholder ? ` <${placeholder}>` : values ? `[=${values.join("|")}]` : "";
  return `${short ? `-${short}, ` : ""}--${name}${value}`;
}

function operandTerm({ name, isOptional }: OperandSpec): string {
  return isOptional ? `[${name}]` : `<${name}>`;
}

function exitCodeTable(): string {
  return table(
    ["code", "meaning and causes", "outcome"],
    Object.entries(exitCodes).map(([code, { meaning, outcomes, causes }]) => [
      code,
      [`**${cell(meaning)}**`, ...causes.map(({ what }) => `– ${cell(what)}`)].join("<br>"),
      outcomes.map((outcome) => `\`${outcome}\``).join(", "),
    ]),
  );
}

function meanings(title: string, entries: Readonly<Record<string, string>>): string {
  return table(
    [title, "meaning"],
    Object.entries(entries).map(([name, meaning]) => [codeCell(name), cell(meaning)]),
  );
}

/** The properties of a document in a sentence. */
function propertiesOf(name: string, subject: string): string {
  const { properties = {}, required = [] } = documents[name] as { properties?: object; required?: readonly string[] };
  const named = Object.keys(properties).map((property) => (required.includes(property) ? `\`${property}\`` : `[\`${property}\`]`));
  return `${subject}: ${named.join(", ")}.`;
}

/** The words that call it. */
function nameOf({ path }: CommandSpec): string {
  return path.join(" ");
}

/** The anchor that its heading gets. */
function anchorOf({ path }: CommandSpec): string {
  return path.join("-");
}
