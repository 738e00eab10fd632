import { contract, type Operation } from "@aom-workflow/types";
import type { CommandSpec, OptionSpec } from "../src/command.ts";
import { commandsOf } from "../src/commands.ts";
import { environment } from "../src/environment.ts";
import { exitCodes } from "../src/exit-code.ts";
import { globalOptions, helpOption, versionOption } from "../src/global-options.ts";

/** The manual page, in the macros of man(7), from the same table as the commands themselves. */
export function manPage(operation: Operation, version: string): string {
  const commands = commandsOf(operation);
  return `${[
    `.TH AOM\\-WORKFLOW 1 "" "aom\\-workflow ${escaped(version)}" "User Commands"`,
    // Nothing is hyphenated or stretched: names are to be copied.
    ".nh",
    ".ad l",
    ".SH NAME",
    "aom\\-workflow \\- move a stopped Huawei Cloud AOM workflow run on",
    ".SH SYNOPSIS",
    ".B aom\\-workflow",
    "<command> [options]",
    ".SH DESCRIPTION",
    ...paragraph("Restarts a failed node of a run, skips it, or continues past a pause."),
    ...paragraph(
      "The operation is not idempotent: nothing that may have been applied is ever sent again by itself. Every failure says, in words and by its exit code, whether it may have been done.",
    ),
    ".SH COMMANDS",
    ...commands.flatMap(describeCommand),
    ".SH OPTIONS OF EVERY COMMAND",
    ...[...globalOptions, helpOption, versionOption].flatMap(describeOption),
    ".SH EXIT STATUS",
    ...Object.entries(exitCodes).flatMap(([code, meaning]) => item(`.B ${code}`, meaning)),
    ".SH ENVIRONMENT",
    ...paragraph("A flag wins over its variable, a variable over the profile."),
    ...Object.entries(environment).flatMap(([name, meaning]) => item(`.B ${escaped(name)}`, meaning)),
    ".SH FILES",
    ...item(".I $XDG_CONFIG_HOME/aom\\-workflow/config.json", "Settings; by default under ~/.config, on Windows under %APPDATA%."),
    ...item(".I $XDG_CACHE_HOME/aom\\-workflow/", "Tokens of logins; by default under ~/.cache."),
    ".SH EXAMPLES",
    ".EX",
    ...(commands[0]?.examples.slice(0, -2).map(escaped) ?? []),
    ".EE",
    ".SH SEE ALSO",
    ...paragraph(operation.docs),
    ...paragraph(`Contract ${contract.version}. Lifecycle: ${operation.lifecycle.stage}. ${operation.lifecycle.note}`),
  ].join("\n")}\n`;
}

function describeCommand({ path, summary, options, operands }: CommandSpec): readonly string[] {
  const usage = ["aom-workflow", ...path, ...operands.map(({ name }) => `<${name}>`)].join(" ");
  const about = operands.flatMap(({ name, description, values }) => [
    ...item(`.I ${escaped(name)}`, values ? `${description} One of ${values.join(", ")}.` : description),
  ]);
  return [`.SS "${escaped(usage)}"`, escaped(summary), ...about, ...options.flatMap(describeOption)];
}

function describeOption({ name, short, placeholder, description, variable }: OptionSpec): readonly string[] {
  const value = placeholder ? ` \\fI${escaped(placeholder)}\\fR` : "";
  const names = `${short ? `\\fB\\-${short}\\fR, ` : ""}\\fB${escaped(`--${name}`)}\\fR${value}`;
  return item(names, variable ? `${description} [${variable}]` : description);
}

function item(term: string, text: string): readonly string[] {
  return [".TP", term, escaped(text)];
}

function paragraph(text: string): readonly string[] {
  return [".PP", escaped(text)];
}

/** A line that begins with a dot or an apostrophe would be a macro, and a hyphen is typeset unless it is told to be a minus. */
function escaped(text: string): string {
  return text
    .replaceAll("\\", "\\e")
    .replaceAll("-", "\\-")
    .replaceAll('"', "\\(dq")
    .replaceAll("–", "\\(en")
    .replace(/^(?=[.'])/, "\\&");
}
