import { operations } from "@aom-workflow/types";
import { docs } from "@aom-workflow/types/docs";
import stringWidth from "string-width";
import { expect, test } from "vitest";
import { commandsOf, groups } from "../surface/commands.ts";
import { helpOf, helpTopic, topicNames } from "./help.ts";
import { listed } from "./layout.ts";

const commands = commandsOf(operations, docs);
const paths = [[], ...Object.keys(groups).map((group) => [group]), ...commands.map(({ path }) => path)];
const texts: readonly (readonly [string, (columns: number) => string])[] = [
  ...paths.map((path) => [path.join(" "), (columns: number) => helpOf(path, commands, columns)] as const),
  ...topicNames.map((topic) => [`help ${topic}`, (columns: number) => helpTopic(topic, columns) ?? ""] as const),
];

/** Without what continues a command in the next line. */
const wordsOf = (text: string) => text.split(/\s+/).filter((word) => word !== "\\");

test.for(texts)("the terminal need not break %j at any width", ([, textAt]) => {
  const words = wordsOf(textAt(1000));
  for (let columns = 38; columns <= 200; columns++) {
    const text = textAt(columns);
    expect(wordsOf(text)).toEqual(words);
    // A word that is too long for any line stands alone.
    const broken = text.split("\n").filter((line) => stringWidth(line) > columns && /\S /.test(line.replace(/ \\$/, "")));
    expect([columns, broken]).toEqual([columns, []]);
  }
});

test("an example in several lines can still be pasted", () => {
  expect(helpOf(["completion"], commands, 45)).toContain("  aom-workflow completion powershell |\n    Out-String | Invoke-Expression\n");
  expect(helpOf(["auth", "login"], commands, 45)).toContain(
    "  aom-workflow auth login --account \\\n    my-account --user operator --region \\\n    cn-north-4\n",
  );
});

test("wide characters take two columns of a list", () => {
  expect(
    listed(
      [
        ["支付", "一"],
        ["pay", "two"],
      ],
      80,
    ),
  ).toBe("  支付  一\n  pay   two");
});
