import type { Operation } from "@aom-workflow/types";
import type { Command, Help, Option } from "commander";
import type { CommandSpec } from "./command.ts";
import { commandsOf } from "./commands.ts";
import { environment } from "./environment.ts";
import { exitCodes } from "./exit-code.ts";

const widest = 100;

type Section = readonly [title: string, text: string] | undefined;

/** The help of a command: what it does, examples, options, then everything a script needs to know. */
export function helpOf(command: Command, helper: Help, operation: Operation): string {
  const width = Math.min(helper.helpWidth ?? 80, widest);
  helper.helpWidth = width;
  const path = pathOf(command);
  const commands = commandsOf(operation);
  const spec = commands.find((each) => each.path.join(" ") === path.join(" "));
  const aboutCalls = path.length === 0 || spec?.operates;
  const examples = spec?.examples ?? (path.length === 0 ? commands[0]?.examples : undefined);
  const sections: Section[] = [
    examples && ["Examples:", indent(examples.join("\n"))],
    ["Usage:", `  ${usageOf(command, path)}`],
    commandList(command, helper),
    ...optionLists(command, helper, spec),
    aboutCalls ? ["Environment, where a flag is not given:", list(Object.entries(environment), helper)] : undefined,
    aboutCalls ? ["Exit codes:", list(Object.entries(exitCodes), helper)] : undefined,
    aboutCalls ? ["About the operation:", about(operation, helper, width)] : undefined,
  ];
  const body = sections.filter((section) => section !== undefined).map(([title, text]) => `${title}\n${text}`);
  return `${[helper.boxWrap(command.description(), width), ...body].join("\n\n")}\n`;
}

function pathOf(command: Command): readonly string[] {
  return command.parent ? [...pathOf(command.parent), command.name()] : [];
}

function usageOf(command: Command, path: readonly string[]): string {
  const operands = command.registeredArguments.map((operand) => `<${operand.name()}>`);
  return ["aom-workflow", ...path, ...operands, ...(command.commands.length > 0 ? ["<command>"] : []), "[options]"].join(" ");
}

function commandList(command: Command, helper: Help): Section {
  const visible = helper.visibleCommands(command).map((each) => [each.name(), each.description()] as const);
  return visible.length > 0 ? ["Commands:", list(visible, helper)] : undefined;
}

function optionLists(command: Command, helper: Help, spec: CommandSpec | undefined): readonly Section[] {
  const root = command.parent?.parent ?? command.parent ?? command;
  const needed = spec?.options.filter((option) => option.needed).map(({ name }) => name) ?? [];
  const own = command === root ? [] : helper.visibleOptions(command).filter(({ long }) => long !== "--help");
  const general = helper.visibleOptions(root).filter(({ long }) => command === root || long !== "--version");
  const isNeeded = (option: Option) => needed.includes(option.long?.slice(2) ?? "");
  const entries = (options: readonly Option[]) => options.map((option) => [termOf(option), option.description] as const);
  const first = entries(own.filter(isNeeded));
  const others = entries([...own.filter((option) => !isNeeded(option)), ...general]);
  const operands = command.registeredArguments.map((operand) => [`<${operand.name()}>`, describeOperand(operand)] as const);
  const pad = padOf([...first, ...others]);
  return [
    operands.length > 0 ? ["Arguments:", list(operands, helper)] : undefined,
    first.length > 0 ? ["Needed, by flag, environment or profile:", list(first, helper, pad)] : undefined,
    ["Options:", list(others, helper, pad)],
  ];
}

function describeOperand({ description, argChoices }: { description: string; argChoices?: readonly string[] | undefined }): string {
  return argChoices ? `${description} (one of ${argChoices.join(", ")})` : description;
}

function termOf(option: Option): string {
  return option.short ? option.flags : `    ${option.flags}`;
}

function list(entries: readonly (readonly [string, string])[], helper: Help, pad = padOf(entries)): string {
  return entries.map(([term, text]) => helper.formatItem(term, pad, text, helper)).join("\n");
}

function padOf(entries: readonly (readonly [string, string])[]): number {
  return Math.max(0, ...entries.map(([term]) => term.length));
}

function about({ docs, lifecycle }: Operation, helper: Help, width: number): string {
  const sentences = [
    "It is not idempotent: nothing that may have been applied is ever sent again by itself.",
    ...(lifecycle.stage === "historical" ? [`Lifecycle: historical. ${lifecycle.note}`] : []),
    docs,
  ];
  return sentences.map((text) => indent(helper.boxWrap(text, width - 2))).join("\n");
}

function indent(text: string): string {
  return text.replace(/^(?=.)/gm, "  ");
}
