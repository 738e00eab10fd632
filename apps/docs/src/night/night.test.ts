import { expect, test } from "vitest";
import { codeBlocks } from "../../../../tools/lab/readme.ts";
import { commands } from "./night.ts";

test("the commands to copy from the README are those of the picture above them, which shows a run", () => {
  const [night = ""] = codeBlocks(new URL("../../../../README.md", import.meta.url), "sh");
  // The picture cuts long output, and has no terminal to ask on.
  const played = commands.map((command) => command.replace(/ \| head .*$| --yes$/, ""));
  expect(
    night
      .trimEnd()
      .split("\n")
      .map((line) => line.replace(/ +#.*$/, "")),
  ).toEqual(played);
});
