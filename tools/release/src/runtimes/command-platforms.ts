import { run } from "../../../lab/children.ts";
import { installTools } from "../../../lab/tools.ts";
import type { End } from "../conformance/cases.ts";
import type { Task } from "../conformance/probe.ts";
import type { Installation } from "../installs/install.ts";
import { lazily } from "../machine/lazily.ts";
import { bundleProbe } from "./bundle-probe.ts";
import { type Line, lines, type nodes } from "./nodes.ts";
import type { Platform } from "./platform.ts";
import { programIn } from "./program-in.ts";

const text = `
import process from "node:process";
import { probe } from "probe";
const report = await probe(JSON.parse(process.argv.at(-1)));
console.log(JSON.stringify(report));
process.exit(0);
`;

const suffix = (byFetch: boolean) => (byFetch ? " with its fetch" : "");
const everything = { provesNotSent: true, believesRefusals: true };

/** Platforms that are a command: they import the packages as they are installed. */
export function commandPlatforms(
  work: string,
  nodeOf: ReturnType<typeof nodes>,
  installation: () => Promise<Installation>,
): readonly Platform[] {
  const program = lazily(async () => {
    const { folder, env } = await installation();
    return { file: await bundleProbe(folder, "probe.mjs", { text }), cwd: folder, env };
  });
  const runWith = async (command: string, args: readonly string[], task: Task): Promise<readonly End[]> => {
    const { file, cwd, env } = await program();
    const { stdout } = await run(command, [...args, file, JSON.stringify(task)], { cwd, env: { ...env, DENO_NO_UPDATE_CHECK: "1" } });
    return JSON.parse(stdout) as readonly End[];
  };
  const bun = lazily(() => installTools(work, "bun"));
  const deno = lazily(() => installTools(work, "deno"));
  const node = (line: Line, byFetch: boolean): Platform => ({
    name: `Node ${line}${suffix(byFetch)}`,
    byFetch,
    knowledge: everything,
    run: async (task) => runWith(await nodeOf(line), [], task),
  });
  return [
    ...lines.flatMap((line) => [node(line, false), node(line, true)]),
    ...[false, true].flatMap((byFetch): Platform[] => [
      {
        name: `Bun${suffix(byFetch)}`,
        byFetch,
        knowledge: everything,
        run: async (task) => runWith(programIn(await bun(), "@oven", "bun"), [], task),
      },
      {
        name: `Deno${suffix(byFetch)}`,
        byFetch,
        // Its fetch says in words only why nothing came back.
        knowledge: { ...everything, provesNotSent: !byFetch },
        run: async (task) => runWith(programIn(await deno(), "@deno", "deno"), ["run", "--allow-all"], task),
      },
    ]),
  ];
}
