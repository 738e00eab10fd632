import { YamlParseError } from "@redocly/openapi-core";
import { circularReference } from "./circular-reference.ts";
import { ContractError } from "./contract-error.ts";

/** The error to report for a contract that could not be read. @param file the path in messages */
export function unreadable(error: unknown, file: string, text: string): unknown {
  if (error instanceof YamlParseError) {
    const { line, col, originalError } = error;
    const { reason = originalError.message } = originalError as Error & { reason?: string };
    return new ContractError(`${file}:${line}:${col} is not valid YAML: ${reason}. Correct the file and run again.`);
  }
  const circle = circularReference(text);
  return circle === undefined ? error : new ContractError(`${file}:${circle}: a $ref leads back to itself.`);
}
