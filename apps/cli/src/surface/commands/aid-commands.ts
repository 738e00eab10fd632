import type { WordCommand } from "../command.ts";
import { settings } from "../settings.ts";

/** The shells that words can be completed in. */
export const shells = ["bash", "zsh", "fish", "powershell"] as const;

export type Shell = (typeof shells)[number];

/** Commands that help to use the others. */
export const aidCommands = {
  doctor: {
    summary: "Check settings, region, proxy, endpoint, TLS, clock and credentials. Sends no operation.",
    options: [
      settings.project,
      settings.region,
      settings.endpoint,
      settings.token,
      settings["iam-endpoint"],
      settings["ca-file"],
      settings.timeout,
    ].map(({ flag }) => flag),
    examples: ["aom-workflow doctor --profile production"],
  },
  completion: {
    summary: "Print a shell completion script.",
    operands: [{ name: "shell", description: "Shell that reads it.", values: shells }],
    examples: [
      'eval "$(aom-workflow completion bash)"',
      'eval "$(aom-workflow completion zsh)"',
      "aom-workflow completion fish | source",
      "aom-workflow completion powershell | Out-String | Invoke-Expression",
    ],
  },
} satisfies Readonly<Record<string, WordCommand>>;
