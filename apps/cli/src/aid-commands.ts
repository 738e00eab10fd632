import type { CommandSpec } from "./command.ts";
import { shells } from "./completion/shells.ts";
import { settings } from "./setting.ts";

/** Commands that help to use the others. */
export const aidCommands: readonly CommandSpec[] = [
  {
    path: ["doctor"],
    summary: "Check settings, region, proxy, endpoint, TLS, clock and credentials. Sends no operation.",
    options: [settings.region, settings.endpoint, settings.token, settings["iam-endpoint"], settings["ca-file"]].map(
      ({ flag: { needed: _, ...flag } }) => flag,
    ),
    operands: [],
    examples: ["aom-workflow doctor --profile production"],
    operates: false,
  },
  {
    path: ["completion"],
    summary: "Print the script that completes words in a shell.",
    options: [],
    operands: [{ name: "shell", description: "The shell that will read it.", values: shells }],
    examples: [
      'eval "$(aom-workflow completion bash)"',
      'eval "$(aom-workflow completion zsh)"',
      "aom-workflow completion fish | source",
      "aom-workflow completion powershell | Out-String | Invoke-Expression",
    ],
    operates: false,
  },
  {
    path: ["capabilities"],
    summary: "Describe commands, options and exit codes as JSON, for tools and agents.",
    options: [],
    operands: [],
    examples: ["aom-workflow capabilities --json"],
    operates: false,
  },
];
