import { deepEqual, equal, notEqual, ok } from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "../../lab/children.ts";
import { writeFiles } from "../../lab/folders.ts";
import type { Cell } from "./cells.ts";
import { type Installation, install } from "./install.ts";
import { publishPacked, releaseCommand } from "./publish.ts";
import { startRegistry } from "./registry.ts";
import { copyOfRepository, onlyTo } from "./repository.ts";
import type { Stage } from "./stage.ts";

const change = "A change of the rehearsal, to release a second version.";
const used = ["@aom-workflow/client", "@aom-workflow/auth", "@aom-workflow/mock", "aom-workflow"];

/** Whether those who use the first version get the second, whole. */
export function upgradeCells(stage: Stage): readonly Cell[] {
  const title =
    "upgrade: a fix in one package reaches users of the others by `npm update`: all of one version, with its change log, and calls work";
  return [{ title, run: () => upgrade(stage) }];
}

/** Both versions go to a registry of their own, so that nobody else meets the second. */
async function upgrade({ work, publishing: { packed, kept } }: Stage): Promise<string> {
  const folder = join(work, "upgrade");
  mkdirSync(folder);
  const [copy, registry] = await Promise.all([copyOfRepository(folder), startRegistry(folder)]);
  try {
    const env = await onlyTo(registry.url, copy, folder);
    const first = packed[0]!.version;
    await publishPacked(kept, copy, env);
    const range = Object.fromEntries(used.map((name) => [name, `^${first}`]));
    const user = await install({ work: folder, registry }, "of-two-versions", range);
    equal(await callFrom(user), "applied\n");

    const second = await releaseSecond(copy, env);
    notEqual(second, first);
    await run("npm", ["update"], { cwd: user.folder, env: user.env });
    deepEqual(versionsIn(user.folder), [second]);
    const log = readFileSync(join(user.folder, "node_modules/@aom-workflow/http/CHANGELOG.md"), "utf8");
    ok(log.startsWith(`# @aom-workflow/http\n\n## ${second}\n\n### Patch Changes\n\n- ${change}\n`), log.slice(0, 200));
    equal(await callFrom(user), "applied\n");
    return `${first} to ${second}`;
  } finally {
    registry.stop();
  }
}

/** Fixes one package that the others are made with, and releases. @returns the version */
async function releaseSecond(copy: string, env: NodeJS.ProcessEnv): Promise<string> {
  writeFiles(copy, { ".changeset/second.md": `---\n"@aom-workflow/http": patch\n---\n\n${change}\n` });
  await run("pnpm", ["exec", "changeset", "version"], { cwd: copy });
  await releaseCommand(copy, env);
  return (JSON.parse(readFileSync(join(copy, "packages/http/package.json"), "utf8")) as { version: string }).version;
}

async function callFrom({ folder, env }: Installation): Promise<string> {
  writeFiles(folder, {
    "call.mjs": `
      import { token } from "@aom-workflow/auth";
      import { createClient } from "@aom-workflow/client";
      import { startMock } from "@aom-workflow/mock";
      const mock = await startMock();
      const aom = createClient({ endpoint: mock.url, projectId: "0".repeat(32), auth: token("token-token") });
      console.log((await aom.restart({ workflowId: "wf-1", executionId: "ex-1", nodeId: "run-script" })).outcome);
      await mock.close();`,
  });
  return (await run(process.execPath, ["call.mjs"], { cwd: folder, env })).stdout;
}

/** Of all that is ours, however deep; each once. */
function versionsIn(folder: string): readonly string[] {
  const lock = JSON.parse(readFileSync(join(folder, "package-lock.json"), "utf8")) as { packages: Record<string, { version: string }> };
  const ours = Object.entries(lock.packages).filter(([path]) => /node_modules\/(@aom-workflow\/[^/]+|aom-workflow)$/.test(path));
  return [...new Set(ours.map(([, { version }]) => version))];
}
