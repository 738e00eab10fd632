import { readFile, writeFile } from "node:fs/promises";
import { printedBy } from "./printed-by.ts";
import { atAnyTime, sessionsIn } from "./sessions.ts";

/** Writes into the README what its commands print today. */
const path = new URL("../README.md", import.meta.url);
let readme = await readFile(path, "utf8");
for (const session of sessionsIn(readme)) {
  const printed = await printedBy(session);
  const line = `$ aom-workflow ${session.argv.join(" ")}\n`;
  if (atAnyTime(printed) !== atAnyTime(session.output)) readme = readme.replace(line + session.output, () => line + printed);
}
await writeFile(path, readme);
