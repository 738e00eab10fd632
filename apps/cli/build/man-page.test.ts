import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { operations } from "@aom-workflow/types";
import { docs } from "@aom-workflow/types/docs";
import { expect, test } from "vitest";
import { commandsOf } from "../src/surface/commands.ts";
import { manPage } from "./man-page.ts";

const commands = commandsOf(operations, docs);
const hasMan = process.platform === "linux" && spawnSync("man", ["--version"]).status === 0;

test("what the contract says cannot become a macro or lose its characters", () => {
  const projectId = { description: '.so /etc/passwd "a" \\n \'b -c' };
  const odd = commandsOf({ skip: operations.skip }, { skip: { ...docs.skip, inputs: { ...docs.skip.inputs, projectId } } });
  expect(manPage(odd, "1.0.0")).toContain("\n\\&.so /etc/passwd \\(dqa\\(dq \\en 'b \\-c (32 characters) Default: ");
});

test.skipIf(!hasMan)("man renders it without a warning, with every command, option, exit code and variable (skipped without man)", () => {
  const folder = mkdtempSync(join(tmpdir(), "aom-workflow-"));
  const path = join(folder, "aom-workflow.1");
  writeFileSync(path, manPage(commands, "1.2.3"));
  const env = { PATH: process.env.PATH, MANWIDTH: "80", LC_ALL: "C.UTF-8", MAN_KEEP_FORMATTING: "" };
  const { status, stdout, stderr } = spawnSync("man", ["--warnings", "-P", "cat", "-l", path], { encoding: "utf8", env });
  rmSync(folder, { recursive: true });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  const page = stdout.replace(/.\x08/g, "");
  for (const text of [
    "AOM-WORKFLOW(1)",
    "aom-workflow config set <setting> <value>",
    "--token-file file",
    "--node id",
    "AOM_WORKFLOW_TOKEN",
  ]) {
    expect(page).toContain(text);
  }
  for (const code of ["0", "6", "11", "signal"]) expect(page).toMatch(new RegExp(`^ {7}${code} +\\w`, "m"));
  expect(page).toMatch(/ {2}aom-workflow restart .*\\\n {7,}--execution/);
  expect(page).toContain("aom-workflow 1.2.3");
});
