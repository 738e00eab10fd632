import { type Operation, operations } from "@aom-workflow/types";
import type { OptionSpec, WordCommand } from "../command.ts";
import { settings } from "../settings.ts";
import { executionCommands } from "./execution-commands.ts";
import { connection, yes } from "./operation-commands.ts";

function file(name: string, description: string): OptionSpec {
  return { name, placeholder: "file", description, proposals: "file" };
}

/** Where it is recorded what was done. */
export const journal: OptionSpec = {
  ...file("journal", "Journal file, or the address of a PostgreSQL database (default: a file per project and endpoint)."),
  variable: "AOM_WORKFLOW_JOURNAL",
};

const place: readonly OptionSpec[] = [journal, settings.project.flag, ...connection];

const takeOver: OptionSpec = {
  name: "take-over",
  description: "Use a journal that was begun on another host. You have to confirm at a terminal that the other host no longer uses it.",
};

/** The actions that a plan may have. */
export function actionsForNodes(): readonly string[] {
  const forNodes = Object.values<Operation>({ ...operations }).filter(({ actsOn, fixed }) => actsOn === "node" && fixed);
  return forNodes.map(({ fixed }) => String(fixed?.action));
}

/** Commands for many executions. */
export const planCommands = {
  plan: {
    summary: "Plan an action for many stopped executions. It only reads; apply acts.",
    get operands() {
      return [{ name: "action", description: "Action for each execution.", values: actionsForNodes() }];
    },
    get options() {
      return [
        ...executionCommands.stopped.options.filter(({ name }) => ["workflow", "node", "cause", "status", "since"].includes(name)),
        { name: "reason", placeholder: "text", description: "Reason, recorded in the journal." },
        file(
          "from",
          "Plan the executions listed in this file: a plan (id or file), or the output of stopped --output jsonl; - is standard input.",
        ),
        file("out", "Save the plan to this file (default: one in your state folder)."),
        { name: "max", placeholder: "number", description: "Maximum number of actions; a longer plan is refused (default: 500)." },
        {
          name: "include-doubt",
          values: ["only"],
          description:
            "Also plan actions that may have been done, or only those in doubt with --include-doubt=only. They may then be done twice.",
        },
        ...place,
      ];
    },
    examples: ['aom-workflow plan restart --node deploy-service --since 3h --reason "INC-4711"'],
  },
  apply: {
    summary: "Apply a plan, each action at most once. Run it again to continue.",
    notes: [
      "Each time a node starts is a run of the node. A planned action is for one run: if the node has run again since, it is stale and not sent.",
      "A plan is held when too much goes wrong: nothing more is sent until --release.",
    ],
    acts: true,
    operands: [{ name: "plan", description: "Id or file of the plan.", proposals: "file" }],
    get options() {
      return [
        { name: "rate", placeholder: "number", description: "Maximum number of actions per second (default: 20)." },
        { name: "concurrency", placeholder: "number", description: "Executions to work on at once, 1 to 64 (default: 4)." },
        {
          name: "first",
          placeholder: "number",
          description:
            "Send this many first and wait for them; hold the plan unless each succeeds or moves on to another node (default: 5 in a plan of 20 or more actions, else 0).",
        },
        { name: "dry-run", description: "Show each action of the plan and where it stands. Sends nothing." },
        { name: "wait", description: "Wait until each action has taken effect." },
        { name: "wait-timeout", placeholder: "seconds", description: "Give up waiting for an action after this time (default: 600)." },
        {
          name: "max-unknown",
          placeholder: "number",
          description: "Hold the plan if more actions than this are in doubt, that is, of unknown outcome (default: 3).",
        },
        {
          name: "max-failures",
          placeholder: "percent",
          description:
            "Hold the plan if more than this percentage of its actions, and more than 5, were rejected or stopped again (default: 10).",
        },
        { name: "release", description: "Continue a plan that is held. You have to type the number of actions, even with --yes." },
        takeOver,
        yes,
        ...place,
      ];
    },
    examples: ["aom-workflow apply k3f9ab"],
  },
  journal: {
    summary: "Show, verify, prune or export the journal of what was applied.",
    get options() {
      return [
        { name: "verify", description: "Check that no record was changed or lost." },
        {
          name: "prune",
          placeholder: "age",
          description: "Remove actions whose outcome has been known for longer than this, such as 90d.",
        },
        file("export", "Copy a journal in PostgreSQL to this file, for reading; nothing can be applied with the copy."),
        takeOver,
        { name: "migrate", description: "Create or update the journal's tables in the PostgreSQL database." },
        ...place,
      ];
    },
    examples: ["aom-workflow journal --verify"],
  },
} satisfies Readonly<Record<string, WordCommand>>;
