import { contract } from "@aom-workflow/types";
import { exampleText } from "../src/help/layout.ts";
import { type CommandSpec, type OptionSpec, withValues } from "../src/surface/command.ts";
import { lifecyclesOf, tagline } from "../src/surface/commands.ts";
import { environment } from "../src/surface/environment.ts";
import { exitCodes } from "../src/surface/exit-codes.ts";
import { globalOptions, helpOption, versionOption } from "../src/surface/global-options.ts";

/** The manual page, in the macros of man(7), from the same table as the commands themselves. */
export function manPage(commands: readonly CommandSpec[], version: string): string {
  return `${[
    `.TH AOM\\-WORKFLOW 1 "" "aom\\-workflow ${escaped(version)}" "User Commands"`,
    // Nothing is hyphenated or stretched: names are to be copied.
    ".nh",
    ".ad l",
    ".SH NAME",
    `aom\\-workflow \\- ${escaped(tagline.replace(/^./, (letter) => letter.toLowerCase()))}`,
    ".SH SYNOPSIS",
    ".B aom\\-workflow",
    "<command> [options]",
    ".SH DESCRIPTION",
    ...paragraph("Shows which executions stopped and why, and restarts the failed node, skips it, or continues past a pause."),
    ...paragraph("Every failure says, in words and by its exit code, whether the action may have been done."),
    ".SH COMMANDS",
    ...commands.flatMap(describeCommand),
    ".SH GLOBAL OPTIONS",
    ...[...globalOptions, helpOption, versionOption].flatMap(describeOption),
    ".SH EXIT STATUS",
    ...Object.entries(exitCodes).flatMap(([code, { meaning, causes }]) =>
      item(`.B ${code}`, `${meaning}. Causes: ${causes.map(({ what }) => what).join("; ")}.`),
    ),
    ".SH ENVIRONMENT",
    ...paragraph("A flag overrides its variable, a variable the profile."),
    ...Object.entries(environment).flatMap(([name, meaning]) => item(`.B ${escaped(name)}`, meaning)),
    ".SH FILES",
    ...item(".I $XDG_CONFIG_HOME/aom\\-workflow/config.json", "Settings; by default under ~/.config, on Windows under %APPDATA%."),
    ...item(".I $XDG_CACHE_HOME/aom\\-workflow/", "Tokens of logins; by default under ~/.cache."),
    ".SH EXAMPLES",
    ".EX",
    ...(commands.find(({ operation }) => operation?.actsOn)?.examples ?? []).flatMap(exampleLines),
    ".EE",
    ".SH NOTES",
    ...[...new Set([...commands.flatMap(({ notes }) => notes), ...lifecyclesOf(commands)])].flatMap(paragraph),
    ...paragraph(`Contract ${contract.version}.`),
  ].join("\n")}\n`;
}

function exampleLines(example: string): readonly string[] {
  return exampleText(example, 72).split("\n").map(escaped);
}

function describeCommand({ path, summary, options, operands }: CommandSpec): readonly string[] {
  const usage = ["aom-workflow", ...path, ...operands.map(({ name }) => `<${name}>`)].join(" ");
  const about = operands.flatMap(({ name, description, values }) => item(`.I ${escaped(name)}`, withValues(description, values)));
  return [`.SS "${escaped(usage)}"`, escaped(summary), ...about, ...options.flatMap(describeOption)];
}

function describeOption({ name, short, placeholder, description, values, variable }: OptionSpec): readonly string[] {
  const value = placeholder ? ` \\fI${escaped(placeholder)}\\fR` : "";
  const names = `${short ? `\\fB\\-${short}\\fR, ` : ""}\\fB${escaped(`--${name}`)}\\fR${value}`;
  const text = placeholder ? withValues(description, values) : description;
  return item(names, variable ? `${text} [${variable}]` : text);
}

function item(term: string, text: string): readonly string[] {
  return [".TP", term, escaped(text)];
}

function paragraph(text: string): readonly string[] {
  return [".PP", escaped(text)];
}

/** A line that begins with a dot or an apostrophe would be a macro, and a hyphen is typeset unless it is allowed to be a minus. */
function escaped(text: string): string {
  return text
    .replaceAll("\\", "\\e")
    .replaceAll("-", "\\-")
    .replaceAll('"', "\\(dq")
    .replaceAll("–", "\\(en")
    .replace(/^(?=[.'])/, "\\&");
}
