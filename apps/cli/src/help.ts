import type { Operation } from "@aom-workflow/types";
import type { Command, Help, Option } from "commander";
import { environment } from "./environment.ts";
import { exitCodes } from "./exit-code.ts";
import { flagsOf } from "./flags.ts";

const widest = 100;

/** The help of a command: what it does, examples, options, then everything a script needs to know. */
export function helpOf(command: Command, helper: Help, operation: Operation): string {
  const width = Math.min(helper.helpWidth ?? 80, widest);
  helper.helpWidth = width;
  const parent = command.parent;
  const list = (entries: readonly (readonly [string, string])[], pad = padOf(entries)) =>
    entries.map(([term, text]) => helper.formatItem(term, pad, text, helper)).join("\n");
  const options = (of: Command) => helper.visibleOptions(of).map((option) => [termOf(option), option.description] as const);
  const own = parent ? options(command).filter(([term]) => !term.includes("--help")) : [];
  const general = options(parent ?? command).filter(([term]) => !parent || !term.includes("--version"));
  const needed = own.filter(([term]) => isNeeded(term, operation));
  const others = [...own.filter((option) => !needed.includes(option)), ...general];
  const pad = padOf([...needed, ...others]);
  const sections: (readonly [string, string] | undefined)[] = [
    ["Examples:", examples(command.name(), parent !== null, operation).join("\n")],
    ["Usage:", `  ${parent ? `${parent.name()} ` : ""}${command.name()} ${parent ? "[options]" : "<command> [options]"}`],
    parent ? undefined : ["Commands:", list(helper.visibleCommands(command).map((each) => [each.name(), each.description()]))],
    parent ? ["Needed, by flag or environment:", list(needed, pad)] : undefined,
    ["Options:", list(others, pad)],
    ["Environment, where a flag is not given:", list(Object.entries(environment).map(([name, { meaning }]) => [name, meaning]))],
    ["Exit codes:", list(Object.entries(exitCodes))],
    [
      "About the operation:",
      about(operation)
        .map((text) => indent(helper.boxWrap(text, width - 2)))
        .join("\n"),
    ],
  ];
  const body = sections.filter((section) => section !== undefined).map(([title, text]) => `${title}\n${text}`);
  return `${[helper.boxWrap(command.description(), width), ...body].join("\n\n")}\n`;
}

function termOf(option: Option): string {
  return option.short ? option.flags : `    ${option.flags}`;
}

function isNeeded(term: string, operation: Operation): boolean {
  const parameters = flagsOf(operation).filter(({ parameter }) => parameter.required);
  return [...parameters.map(({ name }) => name), "region", "endpoint", "token-file"].some((name) => term.includes(`--${name} `));
}

function padOf(entries: readonly (readonly [string, string])[]): number {
  return Math.max(0, ...entries.map(([term]) => term.length));
}

function examples(name: string, isCommand: boolean, operation: Operation): readonly string[] {
  const sample = (parameter: string) => operation.parameters.find((each) => each.name === parameter)?.example ?? "ID";
  const ids = [`--workflow ${sample("workflow_id")}`, `--execution ${sample("execution_id")}`, `--node ${sample("node_id")}`];
  const action = name === "operate" ? "operate --action restart" : isCommand ? name : "restart";
  return [
    "  export AOM_WORKFLOW_REGION=cn-north-4",
    `  export AOM_WORKFLOW_PROJECT=${sample("project_id")}`,
    `  aom-workflow ${[action, ...ids, "--token-file ~/.aom-token"].join(" \\\n    ")}`,
    "",
    "  With --dry-run it prints the request instead of sending it.",
  ];
}

function about({ docs, lifecycle }: Operation): readonly string[] {
  return [
    "It is not idempotent: nothing that may have been applied is ever sent again by itself.",
    ...(lifecycle.stage === "historical" ? [`Lifecycle: historical. ${lifecycle.note}`] : []),
    docs,
  ];
}

function indent(text: string): string {
  return text.replace(/^/gm, "  ");
}
