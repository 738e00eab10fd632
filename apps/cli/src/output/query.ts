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
      const given: unknown = JSON.parse(JSON.stringify(answer.document));
      const document = bounded(() => TreeInterpreter.search(tree, given as never)) as object;
      // An action that was applied, or a list that may be incomplete, has a result whatever its exit code is; a failure has none.
      if ("error" in answer.document) return { ...answer, document };
      return { ...answer, document, text: asText(document, "data" in answer.document), isProse: false };
    } catch (error) {
      const warning = `Could not apply --query, so this is everything: ${messageOf(error)}.`;
      return withWarnings({ ...answer, talk: [answer.talk, warning].filter(Boolean).join("\n") }, [warning]);
    }
  };
}

/** What a person or a program may be made to wait for, in milliseconds, and to read, in characters. */
const longest = 300;
const largest = 8_000_000;

/**
 * The value that work gives, as JSON has it. An expression can double what it selects again and again, so that a few characters ask for more
 * than any machine has.
 *
 * @throws Error where it takes too long or is too large
 */
function bounded(work: () => unknown): unknown {
  let text: string | undefined;
  const run = () => {
    text = JSON.stringify(work());
  };
  try {
    // Only a query needs the module.
    process.getBuiltinModule("node:vm").runInNewContext("run()", { run }, { timeout: longest });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ERR_SCRIPT_EXECUTION_TIMEOUT") throw new Error(`it takes longer than ${longest} ms`);
    throw error;
  }
  if (text !== undefined && text.length > largest) throw new Error(`it selects more than ${largest / 1_000_000} million characters`);
  return text === undefined ? null : JSON.parse(text);
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
