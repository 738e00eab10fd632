import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, expect, test } from "vitest";
import { serve } from "../../../tools/lab/servers.ts";
import { pack } from "./fixtures/pack.ts";

const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), "install-mock-"));
afterAll(() => rmSync(folder, { recursive: true }));

interface Manifest {
  readonly name: string;
  readonly scripts?: Readonly<Record<string, string>>;
}

/** The manifests of everything that is installed below a folder. */
function installed(modules: string): readonly Manifest[] {
  return readdirSync(modules).flatMap((entry) => {
    if (entry.startsWith(".")) return [];
    const path = join(modules, entry);
    if (entry.startsWith("@")) return installed(path);
    return [JSON.parse(readFileSync(join(path, "package.json"), "utf8")) as Manifest];
  });
}

function sizeOf(path: string): number {
  const stats = statSync(path);
  return stats.isDirectory() ? readdirSync(path).reduce((sum, entry) => sum + sizeOf(join(path, entry)), 0) : stats.size;
}

test("who installs the mock gets three packages, none of which runs or reports anything, and it plays", async () => {
  const reports: unknown[] = [];
  await using listener = await serve(createServer((socket) => reports.push(socket.remotePort) && socket.destroy()));
  const packed = await pack(["spec", "packages/mock", "node_modules/yaml"], folder);
  const here = (path: string) => `file:${packed.get(path)?.file}`;
  // What the packages need is here already, so that nothing but an install script could want the network.
  const overrides = { "@aom-workflow/openapi": here("spec"), yaml: here("node_modules/yaml") };
  const dependencies = { "@aom-workflow/mock": here("packages/mock"), ...overrides };
  writeFileSync(
    join(folder, "package.json"),
    JSON.stringify({ name: "their-project", version: "1.0.0", type: "module", dependencies, overrides }),
  );
  const env = {
    PATH: process.env.PATH,
    HOME: folder,
    HTTPS_PROXY: listener.url,
    HTTP_PROXY: listener.url,
    npm_config_cache: join(folder, "cache"),
    npm_config_offline: "true",
    // npm itself would ask whether there is a newer npm.
    npm_config_update_notifier: "false",
  };
  await run("npm", ["install", "--no-audit", "--no-fund", "--ignore-scripts=false"], { cwd: folder, env });

  const modules = join(folder, "node_modules");
  const all = installed(modules);
  expect(all.map(({ name }) => name).sort()).toEqual(["@aom-workflow/mock", "@aom-workflow/openapi", "yaml"]);
  expect(
    all.filter((manifest) => ["preinstall", "install", "postinstall"].some((name) => manifest.scripts?.[name])).map(({ name }) => name),
  ).toEqual([]);
  expect(sizeOf(join(modules, "@aom-workflow/mock"))).toBeLessThan(4_500_000);

  writeFileSync(
    join(folder, "use.js"),
    `import { startMock, startSimulator } from "@aom-workflow/mock";
     for (const start of [startMock, startSimulator]) {
       const mock = await start();
       const answer = await fetch(mock.url + "/v1/0123456789abcdef0123456789abcdef/cms/workflow-list", {
         method: "POST",
         headers: { "Content-Type": "application/json", "X-Auth-Token": "any" },
         body: JSON.stringify({ sort_field: "create_time", sort_type: "DESC" }),
       });
       console.log(answer.status, (await answer.json()).elements.length > 0);
       await mock.close();
     }`,
  );
  const { stdout, stderr } = await run(process.execPath, ["use.js"], { cwd: folder, env: { PATH: process.env.PATH } });
  expect({ stdout, stderr }).toEqual({ stdout: "200 true\n200 true\n", stderr: "" });
  expect(reports).toEqual([]);
});
