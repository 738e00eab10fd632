import type { Report } from "./report.ts";
import { escapedJson } from "./text/printable.ts";
import { UsageError } from "./usage-error.ts";

/** Narrows an answer to what an expression selects from its document. */
export type Query = (answer: Report) => Report;

/**
 * Reads a JMESPath expression. @throws UsageError before anything is sent when it is not one.
 *
 * What cannot be applied after the operation must not hide what became of it: the whole answer is given then, with a warning.
 */
export async function queryOf(expression: string): Promise<Query> {
  const { compile, TreeInterpreter } = await import("@jmespath-community/jmespath");
  let tree: ReturnType<typeof compile>;
  try {
    tree = compile(expression);
  } catch (error) {
    throw new UsageError(`--query is not a JMESPath expression: ${messageOf(error)}.`);
  }
  return (answer) => {
    if (answer.document === undefined) return answer;
    try {
      const document = TreeInterpreter.search(tree, JSON.parse(JSON.stringify(answer.document))) as object;
      return answer.exitCode === 0 ? { ...answer, document, text: asText(document, "data" in answer.document) } : { ...answer, document };
    } catch (error) {
      const warning = `Could not apply --query, so this is everything: ${messageOf(error)}.`;
      return withWarnings({ ...answer, talk: [answer.talk, warning].filter(Boolean).join("\n") }, [warning]);
    }
  };
}

/** The answer whose document says when it was given, in ISO 8601. */
export function withTime(answer: Report, time: string): Report {
  return answer.document === undefined ? answer : { ...answer, document: { ...answer.document, time } };
}

/** The answer whose document has warnings, besides those that it has already. */
export function withWarnings(answer: Report, warnings: readonly string[]): Report {
  if (warnings.length === 0 || answer.document === undefined) return answer;
  const { warnings: before = [] } = answer.document as { readonly warnings?: readonly string[] };
  return { ...answer, document: { ...answer.document, warnings: [...before, ...warnings] } };
}

/**
 * A text stands for itself, so that scripts need not take quotes off; everything else is JSON, and so is a text of the server that has
 * line breaks, which could forge lines.
 */
function asText(picked: unknown, fromServer: boolean): string {
  const isPlain = typeof picked === "string" && !(fromServer && /[\n\r]/.test(picked));
  return isPlain ? picked : escapedJson(picked, 2);
}

function messageOf(error: unknown): string {
  return String((error as Error).message).replace(/\.$/, "");
}
