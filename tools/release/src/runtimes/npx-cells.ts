import { equal, match, ok } from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Ended, end, run, startChild } from "../../../lab/children.ts";
import { projectId, token } from "../conformance/credentials.ts";
import type { ScriptedServer } from "../conformance/server.ts";
import type { Cell } from "../matrix/cell.ts";
import { npmSettings } from "../registry/npm-settings.ts";
import type { Stage } from "../stage.ts";
import { type Line, lines, type nodes } from "./nodes.ts";

/** What a command ends with, by what the server does to it. */
const ends = [
  { workflow: "token", exit: 0, says: /^Restarted node run-script of execution / },
  { workflow: "refusal", exit: 4, says: /APIGW\.0301.*Nothing was done\./s },
  { workflow: "cut-after-read", exit: 6, says: /may have been/ },
] as const;

/** Commands of users who have installed nothing, on each Node. */
export function npxCells(stage: Stage, nodeOf: ReturnType<typeof nodes>, server: ScriptedServer, nothingListens: string): readonly Cell[] {
  return lines.flatMap((line) => [
    {
      title: `npx: aom-workflow, Node ${line}: says what became of it`,
      run: async () => {
        const npx = await npxOn(stage, await nodeOf(line), line);
        const version = await npx(["aom-workflow", "--version"], [0]);
        match(version.stdout, /^aom-workflow \d+\.\d+\.\d+\n/);
        for (const { workflow, exit, says } of ends) {
          const { stdout, stderr } = await npx([...restart(workflow, `npx-${line}.${workflow}`), "--endpoint", server.url], [exit]);
          match(`${stdout}${stderr}`, says);
        }
        const refused = await npx([...restart("token", `npx-${line}.nothing`), "--endpoint", nothingListens], [3]);
        match(refused.stderr, /Could not connect/);
        return version.stdout.split("\n")[0];
      },
    },
    {
      title: `npx: @aom-workflow/mock, Node ${line}: starts, and the calls that it offers work`,
      run: async () => {
        const node = await nodeOf(line);
        const { cwd, env } = userOf(stage, node, line);
        const mock = startChild("npx", ["--yes", "@aom-workflow/mock", "--port", "0"], { cwd, env });
        try {
          const [curl = "", command = ""] = await offered(mock);
          ok(curl.startsWith("curl "), curl);
          const { stdout } = await run("/bin/sh", ["-c", command.replace("npx ", "npx --yes ")], { cwd, env });
          match(stdout, /^Restarted node run-script /);
          const answer = await run("/bin/sh", ["-c", `${curl} --silent`], { cwd, env });
          equal(answer.stdout, '{"result":"success"}');
        } finally {
          end(mock);
        }
        return undefined;
      },
    },
  ]);
}

function restart(workflow: string, execution: string): string[] {
  return ["aom-workflow", "restart", "--workflow", workflow, "--execution", execution, "--node", "run-script", "--project", projectId];
}

function userOf(stage: Stage, node: string, line: Line): { readonly cwd: string; readonly env: NodeJS.ProcessEnv } {
  const cwd = join(stage.work, "users", `npx-${line}`);
  mkdirSync(cwd, { recursive: true });
  const settings = npmSettings(stage.work, `npx-${line}`, stage.registry.url);
  const ours = { AOM_WORKFLOW_TOKEN: token, AOM_WORKFLOW_ECS_METADATA: "off" };
  return { cwd, env: { ...settings, ...ours, PATH: `${dirname(node)}:${settings.PATH}` } };
}

async function npxOn(
  stage: Stage,
  node: string,
  line: Line,
): Promise<(args: readonly string[], exits: readonly number[]) => Promise<Ended>> {
  const { cwd, env } = userOf(stage, node, line);
  return (args, exits) => run("npx", ["--yes", ...args], { cwd, env, exits });
}

/** The calls in what the mock says first. */
function offered({ stdout, stderr }: ReturnType<typeof startChild>): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    const said: string[] = [];
    const late = setTimeout(() => reject(new Error(`the mock did not start: ${said.join("")}`)), 60_000);
    const read = (text: string) => {
      said.push(text);
      const calls = [...said.join("").matchAll(/^ {2}(\S.*)\n/gm)].map(([, call]) => call as string);
      if (calls.length < 2) return;
      clearTimeout(late);
      resolve(calls);
    };
    for (const stream of [stdout, stderr]) stream!.setEncoding("utf8").on("data", read);
  });
}
