import type { MarkdownOptions } from "vitepress";

type Transformer = NonNullable<MarkdownOptions["codeTransformers"]>[number];

/** Tells apart, in sessions of a terminal, what is typed from what is printed: the theme colours only the latter, as a string. */
export const markSessions: Transformer = {
  name: "sessions",
  line(node, line) {
    if (this.options.lang !== "console") return;
    const isTyped = this.source.split("\n")[line - 1]?.startsWith("$ ") ?? false;
    this.addClassToHast(node, isTyped ? "typed" : "printed");
  },
};
