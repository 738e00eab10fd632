import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { operations } from "@aom-workflow/types";
import { docs } from "@aom-workflow/types/docs";
import { beforeEach, expect, test, vi } from "vitest";
import type { CommandSpec } from "../src/surface/command.ts";
import { commandsOf } from "../src/surface/commands.ts";
import { ids } from "./fixtures.ts";
import { loopback, success } from "./loopback.ts";
import { runHere } from "./run-here.ts";

/** As in a container that runs with a number no account has. An empty variable counts as not set. */
const env = { HOME: "", XDG_CONFIG_HOME: "", XDG_CACHE_HOME: "", XDG_STATE_HOME: "" };

beforeEach(() => {
  vi.spyOn(process.getBuiltinModule("node:os"), "userInfo").mockImplementation(() => {
    throw Object.assign(new Error("A system error occurred: uv_os_get_passwd returned ENOENT"), { code: "ERR_SYSTEM_ERROR" });
  });
});

const values: Readonly<Record<string, string>> = { region: "cn-north-4", endpoint: "http://127.0.0.1:1" };

/** A call of the command with everything it requires. */
function callOf({ path, operands, options }: CommandSpec): readonly string[] {
  const needed = options.filter(({ required, placeholder, name }) => placeholder && (required || name in values));
  const flags = needed.map(({ name, values: allowed }) => `--${name}=${values[name] ?? allowed?.[0] ?? "x"}`);
  return [...path, ...operands.map(({ values: allowed }) => allowed?.[0] ?? "x"), ...flags];
}

test.for(commandsOf(operations, docs).map((command) => [command.path.join(" "), callOf(command)] as const))(
  "without a home folder %s is not an internal error",
  async ([, argv]) => {
    const { stderr, stdout } = await runHere([...argv, "--timeout", "0.2"], { env });
    expect(stderr + stdout).not.toContain("Internal error");
    expect(stderr + stdout).not.toContain("uv_os");
  },
);

test("without a home folder an action and what only reads need none", async () => {
  await using server = await loopback(success);
  expect(await runHere(["restart", "--no-check", ...ids, "--endpoint", server.url], { env })).toMatchObject({ code: 0, stderr: "" });
  expect(await runHere(["config", "list"], { env })).toMatchObject({ code: 0, stderr: "" });
  expect(await runHere(["auth", "logout"], { env })).toMatchObject({ code: 0, stderr: "There was no saved login.\n" });
  const { stdout } = await runHere(["doctor", "--endpoint", server.url], { env });
  expect(stdout).toContain("profile default has no settings (there is no home folder)");
  const keyless = { ...env, AOM_WORKFLOW_TOKEN: "" };
  expect((await runHere(["workflows", "--endpoint", server.url], { env: keyless })).stderr).toContain(
    "profile file: there is no home folder; HUAWEICLOUD_SDK_CREDENTIALS_FILE can name one",
  );
});

test.for([
  [["config", "set", "region", "cn-north-4"], "settings in: set HOME or XDG_CONFIG_HOME"],
  [["config", "use", "p"], "settings in: set HOME or XDG_CONFIG_HOME"],
  [["apply", "abc234"], "plans and journals in: set HOME or XDG_STATE_HOME"],
  [["journal", "--region", "cn-north-4"], "plans and journals in: set HOME or XDG_STATE_HOME"],
] as const)("without a home folder %j says what it needs", async ([argv, needs]) => {
  const { code, stderr } = await runHere(argv, { env });
  expect(code).toBe(2);
  expect(stderr).toMatch(new RegExp(`^There is no home folder to (save|keep) ${needs} to an absolute path\\.\n`));
});

test("without a home folder a login is not begun, and a token file under ~ is not looked for", async () => {
  const login = ["auth", "login", "--region", "cn-north-4", "--account", "a", "--user", "u"];
  expect((await runHere(login, { env })).stderr).toMatch(/^Could not save the token: .*if there is no home folder, set XDG_CACHE_HOME\.\n/);
  const folder = await mkdtemp(join(tmpdir(), "aom-workflow-"));
  await mkdir(join(folder, "aom-workflow"));
  await writeFile(join(folder, "aom-workflow", "config.json"), '{"profiles":{"default":{"token":"file:~/token"}}}');
  const status = ["auth", "status", "--region", "cn-north-4"];
  const { stderr } = await runHere(status, { env: { ...env, XDG_CONFIG_HOME: folder, AOM_WORKFLOW_TOKEN: "" } });
  expect(stderr).toMatch(/^There is no home folder for ~\/token: set HOME to an absolute path\.\n/);
  await rm(folder, { recursive: true });
});

test.runIf(process.platform === "linux")("a home in which no folder can be created holds no command", async () => {
  const { code, stderr } = await runHere(["config", "set", "region", "cn-north-4"], { env: { ...env, HOME: "/proc/1/x" } });
  expect([code, stderr]).toEqual([
    2,
    expect.stringMatching(/(no folder can be created there|permission is missing)\. They are unchanged\./),
  ]);
});
