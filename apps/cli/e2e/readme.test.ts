import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { printedBy } from "./printed-by.ts";
import { atAnyTime, sessionsIn } from "./sessions.ts";

const readme = await readFile(new URL("../README.md", import.meta.url), "utf8");
const sessions = sessionsIn(readme);

test("every block of the README is a session that is compared", () => {
  expect([...readme.matchAll(/^ *```(\w+)$/gm)].map(([, language]) => language)).toEqual(["console", "console"]);
  expect(sessions.map(({ argv }) => argv[0])).toEqual(["restart", "restart", "restart"]);
});

test.for(sessions)("the README shows what `aom-workflow $argv` prints", async (session) => {
  expect(atAnyTime(session.output)).toBe(atAnyTime(await printedBy(session)));
});
