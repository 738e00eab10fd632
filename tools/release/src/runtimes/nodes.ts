import { join } from "node:path";
import { run } from "../../../lab/children.ts";
import { installTools } from "../../../lab/tools.ts";
import { lazily } from "../machine/lazily.ts";

/** The lines of Node that are supported. */
export const lines = ["20", "22", "24", "26"] as const;
export type Line = (typeof lines)[number];

/** Gives the program of a line of Node, the newest version of it. */
export function nodes(work: string): (line: Line) => Promise<string> {
  const modules = lazily(() => installTools(work, "node"));
  return async (line) => {
    const node = join(await modules(), `node-${line}`, "bin/node");
    await run(node, ["--version"], { cwd: work });
    return node;
  };
}
