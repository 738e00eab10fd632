import type { OperandSpec, WordCommand } from "../command.ts";
import { settingNames, settings } from "../settings.ts";

const key: OperandSpec = { name: "setting", description: "Name of the setting.", values: settingNames };

const flags = Object.values(settings).map(({ flag }) => flag);

/** The commands around settings. */
export const configCommands = {
  "config list": {
    summary: "Show every setting that has a value. Secrets are never shown.",
    options: [{ name: "show-origin", description: "Show where each value comes from." }, ...flags],
    examples: ["aom-workflow config list --show-origin"],
  },
  "config set": {
    summary: "Save a setting in the profile. A secret is saved as a reference: env:NAME or file:PATH.",
    operands: [key, { name: "value", description: "Its value. A relative path is saved as an absolute one.", proposals: "region" }],
    examples: ["aom-workflow config set region cn-north-4", "aom-workflow config set token file:~/.aom-token --profile production"],
  },
  "config unset": {
    summary: "Remove a setting from the profile.",
    operands: [key],
    examples: ["aom-workflow config unset region"],
  },
  "config use": {
    summary: "Set the default profile.",
    operands: [{ name: "name", description: "Name of the profile.", proposals: "profile" }],
    examples: ["aom-workflow config use production"],
  },
  "config delete-profile": {
    summary: "Delete a profile.",
    operands: [{ name: "name", description: "Name of the profile.", proposals: "profile" }],
    examples: ["aom-workflow config delete-profile trial"],
  },
  "config profiles": {
    summary: "List the profiles and mark the one in use.",
    examples: ["aom-workflow config profiles"],
  },
} satisfies Readonly<Record<string, WordCommand>>;
