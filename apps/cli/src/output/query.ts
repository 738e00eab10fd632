import { failed } from "./describe-failure.ts";
import { exitCodeOf } from "./exit-code.ts";
import type { Report } from "./report.ts";
import { escapedJson } from "./text/printable.ts";
import { UsageError } from "./usage-error.ts";

/** Narrows an answer to what an expression selects from its document. */
export type Query = (answer: Report) => Report;

/** How a selection is printed: with `jsonl`, a list is an item in each line. */
export type Format = "text" | "json" | "jsonl";

/**
 * Reads a JMESPath expression. @throws UsageError before anything is sent when it is not one.
 *
 * What cannot be applied to what was read is a mistake. It must not hide that something was done, or failed: the whole answer is given then, with
 * a warning.
 */
export async function queryOf(expression: string, format: Format): Promise<Query> {
  const { compile, TreeInterpreter } = await import("@jmespath-community/jmespath");
  let tree: ReturnType<typeof compile>;
  try {
    tree = compile(expression);
  } catch (error) {
    throw new UsageError(`--query is not a JMESPath expression: ${messageOf(error)}.`);
  }
  return (answer) => {
    if (answer.document === undefined) return answer;
    const isFailure = "error" in answer.document;
    try {
      const whole = JSON.stringify(answer.document);
      const given: unknown = JSON.parse(whole);
      const document = bounded(() => TreeInterpreter.search(tree, given as never), Math.max(largest, whole.length)) as object;
      // An action that was applied, or a list that may be incomplete, has a result whatever its exit code is; a failure has none.
      if (isFailure && format === "text") return { ...answer, document };
      return { ...answer, document, text: selectedText(document, format, "data" in answer.document), isSelected: true, isProse: false };
    } catch (error) {
      if (answer.isReading && !isFailure) {
        const mistake = new UsageError(`Could not apply --query: ${messageOf(error)}.`);
        return { ...failed(mistake.toJSON(), exitCodeOf(mistake)), talk: mistake.message };
      }
      const warning = `Could not apply --query, so this is everything: ${messageOf(error)}.`;
      return withWarnings({ ...answer, talk: [answer.talk, warning].filter(Boolean).join("\n") }, [warning]);
    }
  };
}

/** What a person or a program may be made to wait for, in milliseconds, and to read beyond the whole answer, in characters. */
const longest = 2000;
const largest = 8_000_000;

/**
 * The value that work gives, as JSON has it. An expression can double what it selects again and again, so that a few characters ask for more
 * than any machine has.
 *
 * @throws Error where it takes too long or is too large
 */
function bounded(work: () => unknown, most: number): unknown {
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
  if (text !== undefined && text.length > most) throw new Error(`it selects more than ${Math.round(most / 1_000_000)} million characters`);
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
 * A text stands for itself, so that scripts need not take quotes off; everything else is JSON, and so is a text that has line breaks where those
 * could forge lines: one of the server, or one of several.
 */
function selectedText(selected: unknown, format: Format, fromServer: boolean): string {
  if (format === "jsonl" && Array.isArray(selected)) return selected.map((item) => selectedText(item, "json", true)).join("\n");
  const isPlain = typeof selected === "string" && !(fromServer && /[\n\r]/.test(selected));
  return isPlain ? selected : escapedJson(selected, format === "text" ? 2 : undefined);
}

function messageOf(error: unknown): string {
  return String((error as Error).message).replace(/\.$/, "");
}
