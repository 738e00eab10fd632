import { visibleText } from "./visible-text.ts";

/** Characters of each text of an error response that are shown: as many as AOM's contract allows, for an id as many as for a code. */
export const longest = { errorCode: 64, errorMessage: 1024, requestId: 64, excerpt: 200 } as const;

/** Blanks, and all characters that break a line or control a terminal. Matched as a whole and then inspected, so that no blank is looked at twice. */
const gaps = /[\s\0-\x1f\x7f-\x9f]+/g;
const control = /[\0-\x1f\x7f-\x9f\u2028\u2029]/;

/**
 * A text that came from a server, as one line in which everything is seen, in the order in which it is written: its author cannot forge lines
 * in a log.
 *
 * @param maxLength in characters; what is longer ends in `…`
 */
export function serverText(text: string, maxLength: number): string {
  // Bodies may be long, and nothing far behind the bound can be shown.
  // Stryker disable next-line ArithmeticOperator: saves time with a long text.
  const beginning = text.slice(0, 8 * maxLength);
  const line = visibleText(beginning.replace(gaps, (gap) => (control.test(gap) ? " " : gap)).trim()).toWellFormed();
  const characters = [...line];
  return characters.length <= maxLength ? line : `${characters.slice(0, maxLength - 1).join("")}…`;
}
