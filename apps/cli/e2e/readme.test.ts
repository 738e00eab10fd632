import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { printedBy } from "./printed-by.ts";
import { atAnyTime, sessionsIn } from "./sessions.ts";

const sessions = sessionsIn(await readFile(new URL("../README.md", import.meta.url), "utf8"));

test("there are sessions to compare", () => {
  expect(sessions.map(({ argv }) => argv.join(" "))).toContain("restart --help");
});

test.for(sessions)("the README shows what `aom-workflow $argv` prints", async (session) => {
  expect(atAnyTime(session.output)).toBe(atAnyTime(await printedBy(session)));
});
