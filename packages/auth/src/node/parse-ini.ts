import ini from "ini";

/** Reads INI. In a file of its own, since only users of a profile file need a parser for it. */
export function parseIni(text: string): Record<string, unknown> {
  return ini.parse(text);
}
