import { equal, match, ok } from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { end, run, startChild } from "../../../lab/children.ts";
import { type Line, lines, nodeOf } from "../../../lab/install.ts";
import { freePort } from "../../../lab/servers.ts";
import type { Check } from "../checks.ts";
import { npmSettings } from "../registry.ts";
import type { Stage } from "../stage.ts";
import { projectId, token } from "./probe.ts";
import type { ScriptedMock } from "./scripted-mock.ts";

/** How a command ends, by what the server does to it. */
const ends = [
  { workflow: "token", exit: 0, says: /^Restarted run-script\.\nExecution / },
  { workflow: "refusal", exit: 4, says: /APIGW\.0301.*Nothing was done\./s },
  { workflow: "cut-after-read", exit: 6, says: /may have been/ },
  { workflow: "nothing-listens", exit: 3, says: /Could not connect/ },
] as const;

/** Commands run with npx, without an installation, on each Node. */
export function npxChecks(stage: Stage, mock: () => Promise<ScriptedMock>): readonly Check[] {
  return lines.flatMap((line) => [
    {
      title: `npx: aom-workflow, Node ${line}: reports the outcome`,
      run: async () => {
        const { url } = await mock();
        const user = await userOf(stage, line);
        const npx = (args: readonly string[], exit: number) => run("npx", ["--yes", "aom-workflow", ...args], { ...user, exits: [exit] });
        const version = await npx(["--version"], 0);
        match(version.stdout, /^aom-workflow \d+\.\d+\.\d+\n/);
        for (const { workflow, exit, says } of ends) {
          const endpoint = workflow === "nothing-listens" ? `http://127.0.0.1:${await freePort()}` : url;
          const ids = ["--workflow", workflow, "--execution", `npx-${line}.${workflow}`, "--node", "run-script", "--project", projectId];
          const { stdout, stderr } = await npx(["restart", ...ids, "--endpoint", endpoint], exit);
          match(`${stdout}${stderr}`, says);
        }
        return version.stdout.split("\n")[0];
      },
    },
    {
      title: `npx: @aom-workflow/mock, Node ${line}: starts, and the commands that it prints work`,
      run: async () => {
        const user = await userOf(stage, line);
        const child = startChild("npx", ["--yes", "@aom-workflow/mock", "--port", "0"], user);
        try {
          const [curl = "", command = ""] = await offered(child);
          ok(curl.startsWith("curl "), curl);
          const { stdout } = await run("/bin/sh", ["-c", command.replace("npx ", "npx --yes ")], user);
          match(stdout, /^Restarted run-script\./);
          const answer = await run("/bin/sh", ["-c", `${curl} --silent`], user);
          return void equal(answer.stdout, '{"result":"success"}');
        } finally {
          end(child);
        }
      },
    },
  ]);
}

async function userOf({ work, registry }: Stage, line: Line): Promise<{ readonly cwd: string; readonly env: NodeJS.ProcessEnv }> {
  const node = await nodeOf(work, line);
  const cwd = join(work, "users", `npx-${line}`);
  mkdirSync(cwd, { recursive: true });
  const settings = npmSettings(work, `npx-${line}`, registry);
  const ours = { AOM_WORKFLOW_TOKEN: token, AOM_WORKFLOW_ECS_METADATA: "off" };
  return { cwd, env: { ...settings, ...ours, PATH: `${dirname(node)}:${settings.PATH}` } };
}

/** The commands in what the mock prints first. */
function offered({ stdout, stderr }: ReturnType<typeof startChild>): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    let said = "";
    const late = setTimeout(() => reject(new Error(`the mock did not start: ${said}`)), 60_000);
    const read = (text: string) => {
      said += text;
      const calls = [...said.matchAll(/^ {2}(\S.*)\n/gm)].map(([, call]) => call as string);
      if (calls.length < 2) return;
      clearTimeout(late);
      resolve(calls);
    };
    for (const stream of [stdout, stderr]) stream!.setEncoding("utf8").on("data", read);
  });
}
