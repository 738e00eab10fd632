import type { CommandSpec, OperandSpec } from "../command.ts";
import { settingNames, settings } from "../setting.ts";

const key: OperandSpec = { name: "setting", description: "Name of the setting.", values: settingNames };

const flags = Object.values(settings).map(({ flag: { needed: _, ...flag } }) => flag);

/** The commands around settings. */
export const configCommands: readonly CommandSpec[] = [
  {
    path: ["config", "list"],
    summary: "Show every setting that has a value; secrets are never shown.",
    options: [{ name: "show-origin", description: "Say where each value comes from." }, ...flags],
    operands: [],
    examples: ["aom-workflow config list --show-origin"],
    operates: false,
  },
  {
    path: ["config", "get"],
    summary: "Print the value of a setting.",
    options: flags,
    operands: [key],
    examples: ["aom-workflow config get region"],
    operates: false,
  },
  {
    path: ["config", "set"],
    summary: "Keep a setting in the profile. A secret is kept as a reference: env:NAME or file:PATH.",
    options: [],
    operands: [key, { name: "value", description: "Its value.", proposals: "region" }],
    examples: ["aom-workflow config set region cn-north-4", "aom-workflow config set token file:~/.aom-token --profile production"],
    operates: false,
  },
  {
    path: ["config", "unset"],
    summary: "Take a setting out of the profile.",
    options: [],
    operands: [key],
    examples: ["aom-workflow config unset region"],
    operates: false,
  },
  {
    path: ["config", "use"],
    summary: "Make a profile the one that is used where none is named.",
    options: [],
    operands: [{ name: "name", description: "Name of the profile.", proposals: "profile" }],
    examples: ["aom-workflow config use production"],
    operates: false,
  },
  {
    path: ["config", "profiles"],
    summary: "List the profiles; the one in use is marked.",
    options: [],
    operands: [],
    examples: ["aom-workflow config profiles"],
    operates: false,
  },
  {
    path: ["config", "path"],
    summary: "Print where the file with the settings is, or would be.",
    options: [],
    operands: [],
    examples: ["aom-workflow config path"],
    operates: false,
  },
];
