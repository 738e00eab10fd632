import { deepEqual, equal, notEqual, ok } from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "../../../lab/children.ts";
import { writeFiles } from "../../../lab/folders.ts";
import { type Installation, install } from "../installs/install.ts";
import type { Cell } from "../matrix/cell.ts";
import { startRegistry } from "../registry/registry.ts";
import type { Stage } from "../stage.ts";
import { copyOfRepository } from "./copy-of-repository.ts";
import { onlyTo } from "./only-to.ts";
import { publishPacked, releaseCommand } from "./publish.ts";

const change = "A change of the rehearsal, to release a second version.";
const used = ["@aom-workflow/client", "@aom-workflow/auth", "@aom-workflow/mock", "aom-workflow"];

const program = `
  import { token } from "@aom-workflow/auth";
  import { createClient } from "@aom-workflow/client";
  import { startMock } from "@aom-workflow/mock";
  const mock = await startMock();
  const aom = createClient({ endpoint: mock.url, projectId: "0".repeat(32), auth: token("token-token") });
  console.log((await aom.restart({ workflowId: "wf-1", executionId: "ex-1", nodeId: "run-script" })).outcome);
  await mock.close();
`;

/** Whether those who use the first version get the second, whole. */
export function upgradeCells(stage: Stage): readonly Cell[] {
  return [
    {
      title:
        "upgrade: a fix in one package reaches who uses the others by `npm update`: all of one version, with the change told, and calls work",
      run: () => upgrade(stage),
    },
  ];
}

/** Both versions go to a registry of their own, so that nobody else meets the second. */
async function upgrade({ work, publishing: { packed, kept } }: Stage): Promise<string> {
  const folder = join(work, "upgrade");
  const [copy, registry] = await prepare(folder);
  try {
    const env = await onlyTo(registry.url, copy, folder);
    const [first] = packed;
    if (first === undefined) throw new Error("nothing was packed");
    await publishPacked(kept, copy, env);
    const user = await install(
      { work: folder, registry },
      "of-two-versions",
      Object.fromEntries(used.map((name) => [name, `^${first.version}`])),
    );
    equal(await callFrom(user), "applied\n");

    const second = await releaseSecond(copy, env);
    notEqual(second, first.version);
    await run("npm", ["update"], { cwd: user.folder, env: user.env });
    deepEqual(versionsIn(user.folder), [second]);
    const log = readFileSync(join(user.folder, "node_modules/@aom-workflow/http/CHANGELOG.md"), "utf8");
    ok(log.startsWith(`# @aom-workflow/http\n\n## ${second}\n\n### Patch Changes\n\n- ${change}\n`), log.slice(0, 200));
    equal(await callFrom(user), "applied\n");
    return `${first.version} to ${second}`;
  } finally {
    registry.stop();
  }
}

async function prepare(folder: string) {
  mkdirSync(folder);
  return Promise.all([copyOfRepository(folder), startRegistry(folder)]);
}

/** Fixes one package that the others are made with, and releases. @returns the version */
async function releaseSecond(copy: string, env: NodeJS.ProcessEnv): Promise<string> {
  writeFiles(copy, { ".changeset/second.md": `---\n"@aom-workflow/http": patch\n---\n\n${change}\n` });
  await run("pnpm", ["exec", "changeset", "version"], { cwd: copy });
  await releaseCommand(copy, env, [0]);
  return versionOf(join(copy, "packages/http"));
}

async function callFrom({ folder, env }: Installation): Promise<string> {
  writeFiles(folder, { "call.mjs": program });
  return (await run(process.execPath, ["call.mjs"], { cwd: folder, env })).stdout;
}

/** Of all that is ours, however deep; each once. */
function versionsIn(folder: string): readonly string[] {
  const { packages } = JSON.parse(readFileSync(join(folder, "package-lock.json"), "utf8")) as {
    packages: Record<string, { version: string }>;
  };
  const ours = Object.entries(packages).filter(([path]) => /node_modules\/(@aom-workflow\/[^/]+|aom-workflow)$/.test(path));
  return [...new Set(ours.map(([, { version }]) => version))];
}

function versionOf(folder: string): string {
  return (JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { version: string }).version;
}
