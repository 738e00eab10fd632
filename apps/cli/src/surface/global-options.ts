import type { OptionSpec } from "./command.ts";

/** Options that every command takes. */
export const globalOptions: readonly OptionSpec[] = [
  {
    name: "profile",
    placeholder: "name",
    description: "Take settings from this profile.",
    variable: "AOM_WORKFLOW_PROFILE",
    proposals: "profile",
  },
  {
    name: "output",
    placeholder: "format",
    description:
      "text, json, or jsonl: one item of a list or a plan, or one document for each change of --watch, per line (default: text).",
    values: ["text", "json", "jsonl"],
  },
  { name: "json", description: "Shorthand for --output json." },
  { name: "query", placeholder: "expression", description: "Print only what this JMESPath expression selects from the JSON document." },
  { name: "no-pager", description: "Print to the terminal even if AOM_WORKFLOW_PAGER or PAGER is set." },
  { name: "no-input", description: "Never prompt; fail instead." },
  { name: "debug", description: "Show on stderr what is sent and received, without secrets; show the stack trace of an internal error." },
];

export const helpOption: OptionSpec = { name: "help", short: "h", description: "Show help." };

/** Of the program itself. */
export const versionOption: OptionSpec = {
  name: "version",
  short: "V",
  description: "Print the versions of the command line and of the contract.",
};
