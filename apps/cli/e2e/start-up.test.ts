import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ids } from "../test/fixtures.ts";
import { type Loopback, loopback, success } from "../test/loopback.ts";
import { runCli } from "../test/run-cli.ts";

/*
 * What a command loads is what its start takes, whatever the machine is busy with. `undici` is what the platform's `fetch`, `Request`
 * and `Headers` are made of; it alone takes longer than a whole call.
 */

let folder: string;
let server: Loopback;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "aom-workflow-"));
  server = await loopback(success);
  const list = `process.on("exit", () => require("node:fs").writeFileSync(process.env.LOADED,
    [...process.moduleLoadList, ...Object.keys(require.cache)].join("\\n")));`;
  await writeFile(join(folder, "list.cjs"), list);
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await server[Symbol.asyncDispose]();
});

const keys = { AOM_WORKFLOW_TOKEN: "", HUAWEICLOUD_SDK_AK: "AKIDEXAMPLE123456789", HUAWEICLOUD_SDK_SK: "skSecretSecretSecretSecret" };

async function loadedBy(argv: readonly string[], env: Record<string, string>, code: number): Promise<readonly string[]> {
  const loaded = join(folder, "loaded");
  const options = { NODE_OPTIONS: `--require ${join(folder, "list.cjs")}`, LOADED: loaded, NODE_EXTRA_CA_CERTS: "", ...env };
  expect(await runCli(argv, { env: options })).toMatchObject({ code });
  const heavy = {
    mcp: "/mcp.cjs",
    plan: "/plan.cjs",
    http: "NativeModule http",
    tls: "NativeModule tls",
    crypto: "NativeModule crypto",
    undici: "undici",
  };
  const list = await readFile(loaded, "utf8");
  return Object.entries(heavy).flatMap(([name, entry]) => (new RegExp(`${entry}`, "m").test(list) ? [name] : []));
}

test.for([
  ["--version", ["--version"], {}, [], 0],
  ["--help", ["--help"], {}, [], 0],
  ["a call with a token", ["restart", "--no-check", ...ids], {}, ["http"], 0],
  ["a signed call", ["restart", "--no-check", ...ids], keys, ["http", "crypto"], 0],
  ["a command without a plan", ["config", "profiles"], {}, ["crypto"], 0],
  ["an agent", ["mcp"], {}, ["mcp", "crypto"], 0],
  ["a plan", ["apply", "/nowhere/plan"], {}, ["plan", "crypto"], 2],
] as const)("%s loads no more than it needs", async ([, argv, env, needed, code]) => {
  const place = { AOM_WORKFLOW_ENDPOINT: server.url, XDG_STATE_HOME: folder };
  expect(await loadedBy(argv, { ...place, ...env }, code)).toEqual(needed);
});
