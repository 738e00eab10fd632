import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { runCli } from "../test/run-cli.ts";

const readme = await readFile(new URL("../README.md", import.meta.url), "utf8");
const sessions = [...readme.matchAll(/```console\n(.*?)```/gs)].flatMap(([, session]) => commandsOf(session ?? ""));

test("there are sessions to compare", () => {
  expect(sessions.map(({ argv }) => argv.join(" "))).toContain("restart --help");
});

/** What needs an answer of the service is tried elsewhere. */
test.for(sessions.filter(({ argv }) => !argv.includes("--token-file")))(
  "the README shows what `aom-workflow $argv` prints",
  async ({ argv, env, output }) => {
    const { stdout, stderr } = await runCli(argv, { env: { AOM_WORKFLOW_TOKEN: "", AOM_WORKFLOW_PROJECT: "", ...env } });
    expect(atAnyTime(output)).toBe(atAnyTime((stdout + stderr).replaceAll("/nowhere/", "/home/operator/")));
  },
);

function atAnyTime(text: string): string {
  return text.replaceAll(/20\d\d-[\d-]+T[\d:.]+Z/g, "TIME");
}

function commandsOf(session: string) {
  const env: Record<string, string> = {};
  return session.split(/^\$ /m).flatMap((block) => {
    const [line = "", ...output] = block.split("\n");
    const [, name, value] = line.match(/^export (\w+)=(.*)$/) ?? [];
    if (name) env[name] = value ?? "";
    if (!line.startsWith("aom-workflow ")) return [];
    return [{ argv: line.split(" ").slice(1), env: { ...env }, output: output.join("\n") }];
  });
}
