import { PlanError } from "../journal/plan-error.ts";

/** A complete text, or a stream of its pieces, such as a Node stream. */
export type Text = string | AsyncIterable<string | Uint8Array>;

/** Maximum length of a line, in characters. */
const longestLine = 64 * 1024;

/** Maximum length of a text, in characters: more than a million actions need. */
const longestText = 512 * 1024 * 1024;

/**
 * The lines of a text, without their line feeds. Keeps no more than one line and one piece in memory.
 *
 * @throws PlanError `invalid-plan` as soon as a line or the text is too long: it may be a device, or a file of many gigabytes
 */
export async function* linesOf(text: Text): AsyncGenerator<string, void, undefined> {
  let [rest, line, length] = ["", 1, 0];
  const checked = (text: string) => {
    if (text.length <= longestLine) return text;
    throw new PlanError("invalid-plan", `Line ${line} is longer than ${longestLine / 1024} KiB.`, { lines: [line] });
  };
  for await (const piece of piecesOf(text)) {
    length += piece.length;
    if (length > longestText) throw new PlanError("invalid-plan", `The text is longer than ${longestText / 1024 / 1024} MiB.`);
    let from = 0;
    for (let end = piece.indexOf("\n"); end !== -1; end = piece.indexOf("\n", from)) {
      yield checked(rest + piece.slice(from, end));
      [rest, from, line] = ["", end + 1, line + 1];
    }
    rest = checked(rest + piece.slice(from));
  }
  if (rest !== "") yield rest;
}

async function* piecesOf(text: Text): AsyncGenerator<string, void, undefined> {
  if (typeof text === "string") return yield text;
  const decoder = new TextDecoder();
  for await (const piece of text) yield typeof piece === "string" ? piece : decoder.decode(piece, { stream: true });
  yield decoder.decode();
}
