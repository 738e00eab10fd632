import { caseNames } from "../conformance/cases.ts";
import { judge, remarkOf } from "../conformance/judge.ts";
import type { Addresses } from "../conformance/probe.ts";
import type { ScriptedServer } from "../conformance/server.ts";
import { lazily } from "../machine/lazily.ts";
import type { Cell } from "../matrix/cell.ts";
import type { Platform } from "./platform.ts";

/** Whether the client keeps its promise on a platform, case by case. */
export function runtimeCells(platforms: readonly Platform[], server: ScriptedServer, nothingListens: string): readonly Cell[] {
  const addresses: Addresses = { server: server.url, nothingListens, noSuchHost: "https://aom.nowhere.invalid" };
  return platforms.flatMap(({ name, byFetch, knowledge, run }) => {
    const platform = name.replaceAll(" ", "-");
    const report = lazily(() => run({ ...addresses, platform, byFetch }));
    return caseNames.map((each) => ({
      title: `runtime: ${name}: ${each}`,
      run: async () => {
        const end = (await report()).find((it) => it.name === each);
        if (end === undefined) throw new Error("the probe did not get to it");
        const seen = server.seen(`${platform}.${each}`);
        const problem = judge(end, seen, knowledge, byFetch);
        if (problem) throw new Error(`${problem}\nseen: ${JSON.stringify(seen)}`);
        return remarkOf(end, seen);
      },
    }));
  });
}
