import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { json } from "../../../tools/lab/servers.ts";
import { fakeIam } from "./fake-iam.ts";
import { ids, secret } from "./fixtures.ts";
import { loopback, success } from "./loopback.ts";
import { runHere } from "./run-here.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "aom-workflow-"));
});
afterEach(() => rm(folder, { recursive: true }));

const result = { node_id: "部署", status: "fail", begin_time: 1, function_execution_id: "r1" };
const execution = { execution_id: "e1", workflow_id: "w1", status: "fail", begin_time: 1, execution_result_list: [result] };

const utf16 = (text: string) => Buffer.from(text, "utf16le");
/** As editors and shells of Windows write them. */
const encodings: readonly (readonly [string, (text: string) => Buffer])[] = [
  ["UTF-8 with a mark", (text) => Buffer.from(`\ufeff${text}`)],
  ["UTF-16LE", (text) => utf16(`\ufeff${text}`)],
  ["UTF-16BE", (text) => utf16(`\ufeff${text}`).swap16()],
  ["UTF-16LE without a mark", utf16],
  ["UTF-16BE without a mark", (text) => utf16(text).swap16()],
];

describe.for(encodings)("in %s", ([, encode]) => {
  test("the settings are read", async () => {
    await mkdir(join(folder, "aom-workflow"));
    const settings = { profiles: { default: { region: "cn-north-4", user: "运维" } } };
    await writeFile(join(folder, "aom-workflow", "config.json"), encode(JSON.stringify(settings)));
    const { stdout } = await runHere(["config", "list"], { env: { XDG_CONFIG_HOME: folder } });
    expect(stdout).toContain("region=cn-north-4\n");
    expect(stdout).toContain("user=运维");
  });

  test("a token is read, from a file and from standard input", async () => {
    await using server = await loopback(success);
    const path = join(folder, "token");
    await writeFile(path, encode(`${secret}\r\n`), { mode: 0o600 });
    const call = ["restart", "--no-check", ...ids, "--endpoint", server.url, "--token-file"];
    expect(await runHere([...call, path])).toMatchObject({ code: 0 });
    expect(await runHere([...call, "-"], { input: encode(secret) as never })).toMatchObject({ code: 0 });
    expect(server.requests.map(({ headers }) => headers["x-auth-token"])).toEqual([secret, secret]);
  });

  test("a list for plan is read, from a file and from standard input", async () => {
    await using server = await loopback(({ url = "" }, response) => json(response, 200, url.endsWith("/status") ? execution : [execution]));
    const list = encode(`${JSON.stringify({ workflowId: "w1", executionId: "e1", nodeId: "部署" })}\r\n`);
    await writeFile(join(folder, "list"), list);
    const plan = ["plan", "restart", "--json", "--endpoint", server.url, "--from"];
    const env = { XDG_STATE_HOME: folder };
    expect(JSON.parse((await runHere([...plan, join(folder, "list")], { env })).stdout)).toMatchObject({ planned: 1 });
    expect(JSON.parse((await runHere([...plan, "-"], { env, input: list as never })).stdout)).toMatchObject({ planned: 1 });
  });

  test("a password is read from standard input: one that is wrong locks the user", async () => {
    await using iam = await fakeIam({ password: "pä$$ w0rd" });
    const login = ["auth", "login", "--region", "cn-north-4", "--iam-endpoint", iam.url, "--account", "a", "--user", "u"];
    const env = { XDG_CACHE_HOME: folder, AOM_WORKFLOW_TOKEN: "" };
    expect(await runHere(login, { env, input: encode("pä$$ w0rd\r\n") as never })).toMatchObject({ code: 0 });
  });
});

test("settings in another encoding are refused by name, not read with broken characters", async () => {
  await mkdir(join(folder, "aom-workflow"));
  const gbk = Buffer.concat([Buffer.from('{"profiles":{"default":{"user":"'), Buffer.from([0xd4, 0xcb, 0xce, 0xac]), Buffer.from('"}}}')]);
  await writeFile(join(folder, "aom-workflow", "config.json"), gbk);
  const { code, stderr } = await runHere(["config", "list"], { env: { XDG_CONFIG_HOME: folder } });
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(/cannot be used: it is not valid UTF-8\. Fix the file/) });
});

test("a plan that a tool of Windows saved is refused with the command that plans it again", async () => {
  await using server = await loopback(({ url = "" }, response) => json(response, 200, url.endsWith("/status") ? execution : [execution]));
  const file = join(folder, "plan");
  const env = { XDG_STATE_HOME: folder };
  const input = JSON.stringify({ workflowId: "w1", executionId: "e1", nodeId: "部署" });
  await runHere(["plan", "restart", "--out", file, "--endpoint", server.url, "--from", "-"], { env, input });
  await writeFile(file, utf16(`\ufeff${await readFile(file, "utf8")}`));
  const { code, stderr } = await runHere(["apply", file, "--yes", "--endpoint", server.url], { env });
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: expect.stringMatching(
      /^The plan was saved as UTF-16 after it was made, .*\. To plan the rest of it again: aom-workflow plan restart --from \S+plan\n/,
    ),
  });
  expect(await runHere(["plan", "restart", "--endpoint", server.url, "--from", file], { env })).toMatchObject({ code: 0 });
});
