import type { Turn } from "../../test/shell.ts";

const looks = {
  light: { frame: "#d0d7de", bar: "#eaeef2", ground: "#ffffff", text: "#1f2328", prompt: "#1a7f37", command: "#0550ae" },
  dark: { frame: "#3d444d", bar: "#262c36", ground: "#0d1117", text: "#e6edf3", prompt: "#3fb950", command: "#79c0ff" },
} as const;

/** In characters, and in pixels. */
const columns = 84;
const advance = 8.4;
const lineHeight = 20;
const padding = 16;
const barHeight = 32;

interface Line {
  readonly text: string;
  readonly kind: "command" | "more" | "output";
}

/** A session as a picture of a terminal, which breaks long lines as a terminal does. */
export function terminalPicture(turns: readonly Turn[], look: keyof typeof looks): string {
  const { frame, bar, ground, text, prompt, command } = looks[look];
  const lines = turns.flatMap((turn, index) => [...(index === 0 ? [] : [{ text: "", kind: "output" } as const]), ...linesOf(turn)]);
  const width = Math.round(columns * advance) + 2 * padding;
  const height = barHeight + lines.length * lineHeight + 2 * padding;
  const dots = [0, 1, 2].map((at) => `<circle cx="${padding + 6 + at * 20}" cy="${barHeight / 2}" r="6"/>`).join("");
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">
<title>A terminal</title>
<style>text{font:14px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;fill:${text};white-space:pre}.p{fill:${prompt};font-weight:700}.c{fill:${command};font-weight:700}</style>
<rect x=".5" y=".5" width="${width - 1}" height="${height - 1}" rx="8" fill="${ground}" stroke="${frame}"/>
<path d="M.5 ${barHeight}V8.5a8 8 0 0 1 8-8H${width - 8.5}a8 8 0 0 1 8 8V${barHeight}Z" fill="${bar}" stroke="${frame}"/>
<g fill="${frame}">${dots}</g>
${lines.map((line, at) => row(line, barHeight + padding + at * lineHeight + 14)).join("")}</svg>
`;
}

function linesOf({ command, shown }: Turn): Line[] {
  const typed = broken(`$ ${command}`).map((text, at): Line => ({ text, kind: at === 0 ? "command" : "more" }));
  return [...typed, ...shown.split("\n").flatMap((line) => broken(line).map((text): Line => ({ text, kind: "output" })))];
}

function broken(line: string): string[] {
  return line.match(new RegExp(`.{1,${columns}}`, "gu")) ?? [""];
}

/** Every word stands where a terminal has it, whatever font there is. */
function row({ text, kind }: Line, y: number): string {
  if (kind !== "command") return words(text, 0, y, kind === "more" ? "c" : undefined);
  return `${words("$", 0, y, "p")}${words(text.slice(2), 2, y, "c")}`;
}

function words(text: string, column: number, y: number, name: string | undefined): string {
  const length = [...text].length;
  if (length === 0) return "";
  const x = padding + column * advance;
  const style = name === undefined ? "" : ` class="${name}"`;
  return `<text x="${x.toFixed(1)}" y="${y}" textLength="${(length * advance).toFixed(1)}"${style} xml:space="preserve">${escaped(text)}</text>\n`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
