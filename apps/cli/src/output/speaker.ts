import { unwrittenExitCode } from "./exit-code.ts";
import type { Report } from "./report.ts";
import type { Output, Streams } from "./streams.ts";
import { type Paint, painter, paintFailure, paintHelp, wantsColour } from "./text/colour.ts";
import { escapedJson, oneLine, printable } from "./text/printable.ts";
import { wrap } from "./text/wrap.ts";

/** Says on stdout and stderr what a person or a program should learn. */
export interface Speaker {
  /** Tells in one line what is worth knowing while the command runs; not to a program that wants JSON. */
  readonly tell: (text: string) => void;
  /** Tells what was asked for by `--debug`. */
  readonly trace: (text: string) => void;
  /** With `--debug`, shows where an error that is a bug in this program comes from. */
  readonly report: (error: unknown) => void;
  /** Says the answer. @returns the exit code: {@link unwrittenExitCode} where all went well but the answer could not be written */
  readonly answer: (answer: Report) => Promise<number>;
}

/**
 * @param manner `json`: is the answer wanted as a JSON document? Then stderr gets nothing but traces. `mayPage`: may a pager show what was read?
 */
export function speakerTo(
  { env, stdout, stderr, terminal, signal }: Streams,
  { json, debug, mayPage }: Readonly<Record<"json" | "debug" | "mayPage", boolean>>,
): Speaker {
  let traced: Promise<unknown> = Promise.resolve();
  const trace = (text: string) => {
    terminal.status(undefined);
    traced = stderr.write(`${printable(text)}\n`);
  };
  return {
    trace,
    tell: (text) => {
      if (!json) trace(fitted(oneLine(text), stderr));
    },
    report: (error) => {
      if (debug) trace(String(error instanceof Error ? error.stack : error));
    },
    async answer(answer) {
      const { exitCode, document, talk } = answer;
      terminal.status(undefined);
      await traced;
      const asDocument = json && document !== undefined;
      if (talk && !asDocument) await stderr.write(`${painted(fitted(talk, stderr), exitCode, paintFor(stderr, env))}\n`);
      const result = asDocument && !answer.isSelected ? escapedJson(document) : resultText(answer, stdout, paintFor(stdout, env));
      const isPaged = mayPage && answer.isReading && !json && stdout.isTerminal;
      const problem = result === undefined ? undefined : await (isPaged ? paged : stdout.write)(`${result}\n`);
      // A reader that has gone away (`| head`) has read enough – unless it should have learned that something was done.
      if (problem === undefined || (problem === "EPIPE" && !answer.hasEffect)) return exitCode;
      await stderr.write(`Could not write the output (${problem}). It was: ${result}\n`);
      return exitCode || unwrittenExitCode;
    },
  };

  /** Shows a text in the pager of the environment, if it has one. */
  async function paged(text: string): Promise<string | undefined> {
    const pager = env.AOM_WORKFLOW_PAGER ?? env.PAGER ?? "";
    if (pager === "" || pager === "cat" || !stdout.page) return stdout.write(text);
    const problem = await stdout.page(text, pager, signal);
    if (problem === undefined) return undefined;
    trace(`The pager ${pager} failed (${problem}).`);
    await traced;
    return stdout.write(text);
  }
}

function paintFor({ isTerminal }: Output, env: Streams["env"]): Paint {
  return painter(wantsColour(isTerminal, env));
}

function painted(talk: string, exitCode: number, paint: Paint): string {
  return exitCode === 0 ? talk : paintFailure(talk, exitCode, paint);
}

function resultText({ text, isHelp, isProse, isRaw }: Report, output: Output, paint: Paint): string | undefined {
  if (text === undefined || isRaw) return text;
  if (isProse) return fitted(text, output);
  return isHelp ? paintHelp(printable(text), paint) : printable(text);
}

/** A command is pasted as a whole, so it is left to the terminal to break it. */
const command = /aom-workflow(?: [a-z-]+){1,3} --.*/;

/** On a terminal a text is broken between words. */
function fitted(text: string, { columns = 0 }: Output): string {
  return columns >= 20 ? wrap(printable(text), columns, command) : printable(text);
}
