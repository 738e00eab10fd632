import type { OptionSpec } from "../surface/command.ts";
import type { Item } from "./layout.ts";

/** The line of an option in a list. */
export function itemOf({ name, short, placeholder, values, description, variable }: OptionSpec): Item {
  const term = `${short ? `-${short}, ` : "    "}--${name}${placeholder ? ` <${placeholder}>` : values ? `[=${values.join("|")}]` : ""}`;
  return [term, variable ? `${description} [${variable}]` : description];
}
