import { compile, TreeInterpreter } from "@jmespath-community/jmespath";
import type { Answer } from "./answer.ts";
import { UsageError } from "./usage-error.ts";

/** Narrows an answer to what an expression picks from its document. */
export type Query = (answer: Answer) => Answer;

/**
 * Reads a JMESPath expression. @throws UsageError before anything is sent when it is none.
 *
 * What cannot be applied after the operation must not hide what became of it: the whole answer is given then, with a warning.
 */
export function queryOf(expression: string): Query {
  let tree: ReturnType<typeof compile>;
  try {
    tree = compile(expression);
  } catch (error) {
    throw new UsageError(`--query is no JMESPath expression: ${messageOf(error)}.`);
  }
  return (answer) => {
    if (answer.document === undefined) return answer;
    try {
      const document = TreeInterpreter.search(tree, JSON.parse(JSON.stringify(answer.document)));
      return answer.exitCode === 0 ? { ...answer, document, text: asText(document) } : { ...answer, document };
    } catch (error) {
      const warning = `--query could not be applied, so this is everything: ${messageOf(error)}.`;
      return {
        ...answer,
        document: { ...(answer.document as object), warnings: [warning] },
        talk: [answer.talk, warning].filter(Boolean).join("\n"),
      };
    }
  };
}

/** A text stands for itself, so that scripts need not take quotes off; everything else is JSON. */
function asText(picked: unknown): string {
  return typeof picked === "string" ? picked : JSON.stringify(picked, undefined, 2);
}

function messageOf(error: unknown): string {
  return String((error as Error).message).replace(/\.$/, "");
}
