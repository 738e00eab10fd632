import type { Survivor } from "./report.ts";

/** A survivor that somebody has looked at. */
export interface Listed extends Survivor {
  /** Why it may survive. */
  readonly why: string;
}

/** The list of a target: a table, one line for each change that survives, with the reason. */
export function textOfList(name: string, survivors: readonly Survivor[], listed: readonly Listed[]): string {
  const left = [...listed];
  const rows = survivors.map((survivor) => {
    const why = take(survivor, left)?.why ?? "";
    return `| \`${cell(survivor.file)}\` | \`${cell(survivor.code)}\` | \`${cell(survivor.replacement)}\` | ${why} |`;
  });
  return [
    `# What survives in ${name}`,
    "",
    `Written by \`pnpm mutate:code ${name} --update\`; the last column is written by hand and is kept.`,
    "",
    "| file | code | changed to | why it may survive |",
    "| --- | --- | --- | --- |",
    ...rows,
    "",
  ].join("\n");
}

/** Reads what `textOfList` wrote. */
export function readList(text: string): readonly Listed[] {
  return [...text.matchAll(/^\| `(.*?)` \| `(.*?)` \| `(.*?)` \| ?(.*?) ?\|$/gm)].map(
    ([, file = "", code = "", replacement = "", why = ""]) => ({
      file: value(file),
      code: value(code),
      replacement: value(replacement),
      why,
    }),
  );
}

/** Those that the list does not have with a reason. The same change at two places has to be listed twice. */
export function unlisted(survivors: readonly Survivor[], listed: readonly Listed[]): readonly Survivor[] {
  const left = listed.filter(({ why }) => why !== "");
  return survivors.filter((survivor) => take(survivor, left) === undefined);
}

/** Finds a survivor and takes it out. */
function take({ file, code, replacement }: Survivor, from: Listed[]): Listed | undefined {
  const at = from.findIndex((listed) => listed.file === file && listed.code === code && listed.replacement === replacement);
  return at < 0 ? undefined : from.splice(at, 1)[0];
}

/** A table cannot have the sign between its columns, nor code the sign around it. */
function cell(code: string): string {
  return code.replaceAll("|", "¦").replaceAll("`", "´") || " ";
}

function value(text: string): string {
  return text.replaceAll("¦", "|").replaceAll("´", "`").trim();
}
