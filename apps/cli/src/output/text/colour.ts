import { styleText } from "node:util";
import type { Environment } from "../../surface/environment.ts";

export type Paint = (colour: "red" | "yellow" | "green" | "bold", text: string) => string;

/**
 * May colours go to a stream? `FORCE_COLOR` and `NO_COLOR` (https://no-color.org) decide, in this order; without either, a terminal gets them.
 */
export function wantsColour(isTerminal: boolean, { FORCE_COLOR, NO_COLOR, TERM }: Environment): boolean {
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== "0" && FORCE_COLOR !== "false";
  return isTerminal && !NO_COLOR && TERM !== "dumb";
}

/** A function that paints, or does not. */
export function painter(colours: boolean): Paint {
  return (colour, text) => (colours && text !== "" ? styleText(colour, text, { validateStream: false }) : text);
}

/** The headings of a help text stand out. */
export function paintHelp(text: string, paint: Paint): string {
  return text.replace(/^\S.*:$/gm, (heading) => paint("bold", heading));
}

/** The first sentence of a failure says what happened: yellow where the outcome is not certain, red where it is. */
export function paintFailure(text: string, exitCode: number, paint: Paint): string {
  return text.replace(/^.*?(?=[.!?](\s|$))/s, (sentence) => paint(exitCode === 6 ? "yellow" : "red", sentence));
}
