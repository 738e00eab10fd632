import type { WordCommand } from "../command.ts";
import { settings } from "../settings.ts";
import { connection } from "./operation-commands.ts";
import { journal } from "./plan-commands.ts";

/** Commands for software agents. */
export const agentCommands = {
  mcp: {
    summary: "Start an MCP server on standard input and output, for a software agent. See: help agents.",
    get options() {
      return [
        {
          name: "allow",
          placeholder: "actions",
          description: "Actions the agent may plan and apply, separated by commas (default: none; the agent can only read).",
        },
        {
          name: "approve",
          placeholder: "how",
          description:
            "How plans are approved: elicit (the agent's client asks you), terminal (you run apply) or never (no approval) (default: elicit).",
          values: ["elicit", "terminal", "never"],
        },
        {
          name: "workflow",
          placeholder: "glob",
          description: 'Only workflows whose id or name matches, such as "nightly-*" (default: all).',
        },
        { name: "max-actions", placeholder: "number", description: "Maximum number of actions per plan and per hour (default: 20)." },
        { name: "no-logs", description: "Never show the agent logs or causes, which may contain secrets." },
        journal,
        settings.project.flag,
        ...connection,
      ];
    },
    examples: ["aom-workflow mcp --profile production", "aom-workflow mcp --allow restart,continue --workflow 'nightly-*'"],
  },
  capabilities: {
    summary: "Print commands, options and exit codes as JSON, for tools and agents; with --json on one line.",
    examples: ["aom-workflow capabilities --json"],
  },
} satisfies Readonly<Record<string, WordCommand>>;
