import { type Operation, operations } from "@aom-workflow/types";
import type { OptionSpec, WordCommand } from "../command.ts";
import { settings } from "../settings.ts";
import { executionCommands } from "./execution-commands.ts";
import { connection, yes } from "./operation-commands.ts";

const journal: OptionSpec = {
  name: "journal",
  placeholder: "file",
  description: "Journal file (default: one per project and endpoint, in your state folder).",
  proposals: "file",
};

const chosen = (names: readonly string[]) => executionCommands.stopped.options.filter(({ name }) => names.includes(name));

/** Commands for many executions. */
export const planCommands = {
  plan: {
    summary: "Plan an action for many stopped executions. Nothing is changed before apply.",
    get operands() {
      const forNodes = Object.values<Operation>({ ...operations }).filter(({ actsOn, fixed }) => actsOn === "node" && fixed);
      const values = forNodes.map(({ fixed }) => String(fixed?.action));
      return [{ name: "action", description: "Action for each execution.", values }];
    },
    get options() {
      return [
        ...chosen(["workflow", "node", "status", "since"]),
        { name: "reason", placeholder: "text", description: "Reason, recorded in the journal." },
        {
          name: "from",
          placeholder: "file",
          description:
            "Take the executions from this file: JSON lines with workflowId, executionId and nodeId, or a plan; - is standard input.",
          proposals: "file" as const,
        },
        {
          name: "out",
          placeholder: "file",
          description: "Save the plan to this file (default: one in your state folder).",
          proposals: "file" as const,
        },
        { name: "max", placeholder: "number", description: "Refuse to plan more actions than this (default: 500)." },
        { name: "include-doubt", description: "Also plan actions in doubt, which may then be done twice." },
        journal,
        settings.project.flag,
        ...connection,
      ];
    },
    examples: ['aom-workflow plan restart --node deploy-service --since 3h --reason "INC-4711"'],
  },
  apply: {
    summary: "Apply a plan, each action at most once. Run it again to continue.",
    operands: [{ name: "plan", description: "Id or file of the plan." }],
    get options() {
      return [
        { name: "rate", placeholder: "number", description: "Actions per second at most (default: 20)." },
        { name: "concurrency", placeholder: "number", description: "Executions to work on at once, 1 to 64 (default: 4)." },
        {
          name: "first",
          placeholder: "number",
          description:
            "Apply this many first and wait for them; hold the plan unless each ends well or moves on (default: 5, for 20 actions or more).",
        },
        { name: "wait", description: "Wait until each action has taken effect." },
        { name: "wait-timeout", placeholder: "seconds", description: "Wait this long at most for each (default: 600)." },
        { name: "max-unknown", placeholder: "number", description: "Hold the plan if more actions than this are in doubt (default: 3)." },
        {
          name: "max-failures",
          placeholder: "percent",
          description: "Hold the plan if more than this, and more than five, were rejected or stopped again (default: 10).",
        },
        { name: "release", description: "Continue a plan that is held. Asks for the number of actions, even with --yes." },
        {
          name: "take-over",
          description:
            "Use a journal of another host, where it must not be used any more. Asks for the number of actions, even with --yes.",
        },
        yes,
        journal,
        settings.project.flag,
        ...connection,
      ];
    },
    examples: ["aom-workflow apply k3f9ab"],
  },
  journal: {
    summary: "Show, verify or prune the journal of what was applied.",
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
