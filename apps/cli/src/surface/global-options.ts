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
      "text, json or jsonl: one JSON document per line, for each item of a list or a plan, or each change seen by --watch (default: text).",
    values: ["text", "json", "jsonl"],
  },
  { name: "json", description: "Shorthand for --output json." },
  { name: "query", placeholder: "expression", description: "Print only what this JMESPath expression selects from the JSON document." },
  { name: "no-pager", description: "Do not use a pager, even if AOM_WORKFLOW_PAGER or PAGER is set." },
  { name: "no-input", description: "Never prompt; fail instead." },
  { name: "debug", description: "Show on stderr what is sent and received, without secrets; show the stack trace of an internal error." },
];

export const helpOption: OptionSpec = { name: "help", short: "h", description: "Show help." };

/** Of the program itself. */
export const versionOption: OptionSpec = {
  name: "version",
  short: "V",
  description: "Print the version of aom-workflow and of the contract (the API description) that it was built from.",
};
