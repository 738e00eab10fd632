import type { OptionSpec, WordCommand } from "../command.ts";
import { settings } from "../settings.ts";
import { executionCommands } from "./execution-commands.ts";
import { connection, yes } from "./operation-commands.ts";

const journal: OptionSpec = {
  name: "journal",
  placeholder: "file",
  description: "Record what was sent in this file; default: one for each project and endpoint, in the folder of your state.",
  proposals: "file",
};

const chosen = (names: readonly string[]) => executionCommands.stopped.options.filter(({ name }) => names.includes(name));

/** Commands for many executions. */
export const planCommands = {
  plan: {
    summary: "Choose stopped executions, and save what is to be done with each. Sends nothing that acts.",
    operands: [
      { name: "action", description: "What to do with each: restart, skip or continue.", values: ["restart", "skip", "continue"] },
    ],
    get options() {
      return [
        ...chosen(["workflow", "node", "status", "since"]),
        { name: "reason", placeholder: "text", description: "Why, for the journal." },
        {
          name: "from",
          placeholder: "file",
          description:
            "Take these instead of what stopped: JSON lines with workflowId, executionId and nodeId, or another plan; - is standard input.",
          proposals: "file" as const,
        },
        { name: "out", placeholder: "file", description: "Save the plan in this file.", proposals: "file" as const },
        { name: "max", placeholder: "number", description: "Refuse more actions than this (default: 500)." },
        { name: "include-doubt", description: "Also plan what may have been done already. It may then be done twice." },
        journal,
        settings.project.flag,
        ...connection,
      ];
    },
    examples: ['aom-workflow plan restart --node deploy-service --since 3h --reason "INC-4711"'],
  },
  apply: {
    summary: "Do what a plan says, each action at most once. The same command again goes on where it ended.",
    operands: [{ name: "plan", description: "Id or file of the plan." }],
    get options() {
      return [
        { name: "rate", placeholder: "number", description: "Actions a second at most (default: 20)." },
        { name: "concurrency", placeholder: "number", description: "Executions at once, 1 to 64 (default: 4)." },
        {
          name: "first",
          placeholder: "number",
          description: "Do this many first and wait for them; hold the plan unless each went well (default: 5 of 20 and more).",
        },
        { name: "wait", description: "Wait for the effect of every action." },
        { name: "wait-timeout", placeholder: "seconds", description: "Wait for an effect this long at most (default: 600)." },
        { name: "max-unknown", placeholder: "number", description: "Hold the plan at more actions in doubt than this (default: 3)." },
        {
          name: "max-failures",
          placeholder: "percent",
          description: "Hold the plan where more than this were rejected or stopped again, and more than five (default: 10).",
        },
        { name: "release", description: "Go on with a plan that is held, after a look at what held it." },
        { name: "take-over", description: "Use a journal that was begun on another machine, which must not act any more." },
        yes,
        journal,
        settings.project.flag,
        ...connection,
      ];
    },
    examples: ["aom-workflow apply k3f9ab"],
  },
  journal: {
    summary: "Show what is in doubt, and check or shorten the record of what was sent.",
    get options() {
      return [
        { name: "verify", description: "Check that no record was changed or lost." },
        { name: "prune", placeholder: "age", description: "Remove what was settled longer ago than this, such as 90d." },
        journal,
        settings.project.flag,
        ...connection,
      ];
    },
    examples: ["aom-workflow journal --verify"],
  },
} satisfies Readonly<Record<string, WordCommand>>;
