import { operations } from "@aom-workflow/types";
import { docs } from "@aom-workflow/types/docs";
import { expect, test } from "vitest";
import { commandsOf } from "../../../cli/src/surface/commands.ts";
import { renderCommandLine } from "./render.ts";

const page = renderCommandLine();

test("every option of a command can be found in its section or, where it is a setting, among the settings", () => {
  const missing = commandsOf(operations, docs).flatMap(({ path, options }) => {
    const [, section = ""] = page.split(`\n### ${path.join(" ")}\n`);
    const [own = ""] = section.split(/^##/m);
    return options.filter(({ name }) => !new RegExp(`--${name}\\b`).test(own)).map(({ name }) => `${path.join(" ")} --${name}`);
  });
  expect(missing).toEqual([]);
});

test("a bar in a term ends no cell of a table", () => {
  const tables = page.split("\n\n").filter((block) => block.startsWith("| "));
  const widths = tables.map(
    (table) =>
      new Set(
        table
          .trim()
          .split("\n")
          .map((row) => row.match(/(?<!\\)\|/g)?.length),
      ),
  );
  expect(widths.filter(({ size }) => size !== 1)).toEqual([]);
});
