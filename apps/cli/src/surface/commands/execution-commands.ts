import { operations } from "@aom-workflow/types";
import { docs } from "@aom-workflow/types/docs";
import type { OptionSpec, WordCommand } from "../command.ts";
import { settings } from "../settings.ts";
import { connection, optionOf } from "./operation-commands.ts";

const idsOf = (operation: "listExecutions" | "getExecution"): readonly OptionSpec[] =>
  operations[operation].parameters
    .filter(({ scope, required }) => scope === undefined && required)
    .map((parameter) => optionOf(parameter, docs[operation]));

const since: OptionSpec = {
  name: "since",
  placeholder: "time",
  description:
    'Only executions that started after this, whenever they stopped: a local time (20:40, 2026-01-31 or "2026-01-31 08:00"), a time with its zone (2026-01-31T08:00:00Z), or an age (7d or 2h30m).',
};

const logs: OptionSpec = {
  name: "logs",
  description: "Also show the first and last log line of each failed host. They may contain secrets.",
};

const watching: readonly OptionSpec[] = [
  {
    name: "watch",
    description:
      "Watch until the execution succeeds, or stops (exit code 9). A terminal is redrawn; elsewhere each change is a line, or with --output jsonl a JSON document.",
  },
  {
    name: "watch-timeout",
    placeholder: "seconds",
    description: "With --watch: stop watching after this time, with exit code 8 (default: no limit).",
  },
];

/** States by which stopped executions are chosen, in our words and in the vendor's. */
const stoppedStates = ["failed", "fail", "paused", "pausing", "waiting-for-approval", "waitApproval", "unknown"];

const stoppedStatesText =
  "Only executions in this state: failed, paused, waiting-for-approval or unknown, or the vendor's fail, pausing or waitApproval.";

/** Commands that see what is there. They only read. */
export const executionCommands = {
  stopped: {
    summary: "List executions that have failed, are paused or are waiting for approval, with the commands that get each going again.",
    get options(): readonly OptionSpec[] {
      const [workflow] = idsOf("listExecutions");
      return [
        { ...workflow!, required: false, description: "Only this workflow, by its id or name." },
        { name: "node", short: "n", placeholder: "id", description: "Only executions that stopped at this node.", proposals: "node" },
        {
          name: "cause",
          placeholder: "text",
          description: "Only executions whose cause, as --by cause prints it, contains this text.",
        },
        { name: "status", placeholder: "state", description: stoppedStatesText, values: stoppedStates },
        since,
        { name: "limit", placeholder: "number", description: "Maximum number of executions to list." },
        {
          name: "sort",
          placeholder: "key",
          description: "Sort by this (default: stopped, the latest first).",
          values: ["stopped", "workflow", "node", "state"],
        },
        {
          name: "by",
          placeholder: "key",
          description:
            "Count executions grouped by this instead of listing them; none always lists (default: list, or count by node and cause if the terminal is too small).",
          values: ["node", "workflow", "cause", "none"],
        },
        logs,
        settings.project.flag,
        ...connection,
      ];
    },
    examples: ["aom-workflow stopped --since 2h30m --by cause", 'aom-workflow stopped --output jsonl --query "stopped[].commands.restart"'],
  },
  show: {
    summary: "Show an execution: its nodes by start time, their states, and what you can do.",
    operands: [
      {
        name: "execution",
        description: "The execution: the first characters of its id (at least 4).",
        isOptional: true,
        proposals: "execution",
      },
    ],
    get options() {
      return [...idsOf("getExecution"), ...watching, logs, settings.project.flag, ...connection];
    },
    examples: ["aom-workflow show --workflow 3b1c7f0e5a0d4c55a1f0c7f4f1f0a9d2 --execution 6f2c1d34-9f5b-4a0c-8a3e-0f6f5f8a7b21"],
  },
  workflows: {
    summary: "List the workflows of the project, most recently run first.",
    get options() {
      const filters = operations.listWorkflows.parameters.filter(({ input }) => input === "search" || input === "status");
      return [...filters.map((filter) => optionOf(filter, docs.listWorkflows)), settings.project.flag, ...connection];
    },
    examples: ["aom-workflow workflows --search nightly"],
  },
  executions: {
    summary: "List the executions of a workflow, the latest first.",
    get options() {
      return [...idsOf("listExecutions"), since, settings.project.flag, ...connection];
    },
    examples: ["aom-workflow executions --workflow 3b1c7f0e5a0d4c55a1f0c7f4f1f0a9d2"],
  },
} satisfies Readonly<Record<string, WordCommand>>;
