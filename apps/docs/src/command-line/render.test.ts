import { operations } from "@aom-workflow/types";
import { docs } from "@aom-workflow/types/docs";
import { expect, test } from "vitest";
import { commandsOf } from "../../../cli/src/surface/commands.ts";
import { codeCell } from "../markdown.ts";
import { renderCommandLine } from "./render.ts";

test("every option of a command can be found in its section or, where it is a setting, among the settings", () => {
  const page = renderCommandLine();
  const missing = commandsOf(operations, docs).flatMap(({ path, options }) => {
    const [, section = ""] = page.split(`\n### ${path.join(" ")}\n`);
    const [own = ""] = section.split(/^##/m);
    return options.filter(({ name }) => !new RegExp(`--${name}\\b`).test(own)).map(({ name }) => `${path.join(" ")} --${name}`);
  });
  expect(missing).toEqual([]);
});

test("a bar in a term ends no cell of a table", () => {
  expect(codeCell("--set <true|false>")).toBe("`--set <true\\|false>`");
});
