import { YamlParseError } from "@redocly/openapi-core";
import { circularReference } from "./circular-reference.ts";

/** A contract that cannot be read at all; the message says in which file and line, and why. */
export class UnreadableContract extends Error {
  override readonly name = "UnreadableContract";
}

/** The sentence for what went wrong while a contract was read. @param file as messages show it */
export function unreadable(error: unknown, file: string, text: string): unknown {
  if (error instanceof YamlParseError) {
    const { line, col, originalError } = error;
    const { reason = originalError.message } = originalError as Error & { reason?: string };
    return new UnreadableContract(`${file}:${line}:${col} is not valid YAML: ${reason}. Correct the file and run again.`);
  }
  const circle = circularReference(text);
  return circle === undefined ? error : new UnreadableContract(`${file}:${circle}: a $ref leads back to itself.`);
}
