import type { Shell } from "../../surface/shells.ts";
import type { CommandBody } from "../context.ts";
import { scripts } from "./scripts.ts";

/** Prints the script of a shell. */
export const completionScript: CommandBody = ({ operands: [shell = ""] }) => {
  const script = scripts[shell as Shell];
  return { exitCode: 0, document: { ok: true, shell, script }, text: script };
};
