import { spawnSync } from "node:child_process";
import { chmod, lutimes, mkdir, mkdtemp, readdir, readFile, readlink, rm, stat, symlink, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { rootCertificates } from "node:tls";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ids, secret } from "./fixtures.ts";
import { loopback, success } from "./loopback.ts";
import { runHere } from "./run-here.ts";

const noProject = { AOM_WORKFLOW_PROJECT: "", AOM_WORKFLOW_TOKEN: "" };
const project = "f".repeat(32);

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "aom-workflow-"));
});
afterEach(() => rm(home, { recursive: true }));

const path = () => join(home, "aom-workflow", "config.json");
const cli = (argv: readonly string[], env = {}) => runHere(argv, { env: { XDG_CONFIG_HOME: home, ...noProject, ...env } });

async function keep(content: unknown): Promise<void> {
  await mkdir(dirname(path()), { recursive: true });
  await writeFile(path(), typeof content === "string" ? content : JSON.stringify(content));
}

test("what is set is used by the next call, and only this user can read the file", async () => {
  await using server = await loopback(success);
  await writeFile(join(home, "token"), secret, { mode: 0o600 });
  for (const [name, value] of Object.entries({ endpoint: server.url, project, token: `file:${join(home, "token")}` })) {
    expect(await cli(["config", "set", name, value])).toMatchObject({ code: 0, stdout: "" });
  }
  expect(await cli(["restart", "--no-check", ...ids])).toMatchObject({ code: 0 });
  expect(server.requests[0]).toMatchObject({ url: expect.stringContaining(`/v1/${project}/`), headers: { "x-auth-token": secret } });
  if (process.platform !== "win32") expect((await stat(path())).mode & 0o777).toBe(0o600);
  expect(await readdir(dirname(path()))).toEqual(["config.json"]);
});

test("config list says where each value comes from: flag, environment, profile", async () => {
  await keep({ profiles: { default: { region: "cn-east-3", project, timeout: "5", token: "env:MY_TOKEN" } } });
  const { stdout } = await cli(["config", "list", "--show-origin", "--timeout", "7"], {
    AOM_WORKFLOW_REGION: "cn-north-4",
    MY_TOKEN: secret,
  });
  expect(stdout.split("\n").map((line) => line.split(/ {2,}/))).toEqual([
    [`project=${project}`, "profile default"],
    ["region=cn-north-4", "AOM_WORKFLOW_REGION"],
    ["token=env:MY_TOKEN", "profile default"],
    ["timeout=7", "--timeout"],
    [""],
  ]);
  expect((await cli(["config", "list", "--show-origin"], { AOM_WORKFLOW_TOKEN: secret })).stdout).toMatch(
    /^token=env:AOM_WORKFLOW_TOKEN +AOM_WORKFLOW_TOKEN$/m,
  );
});

test("a profile is chosen by flag, then variable, then the one in use", async () => {
  await keep({
    profile: "a",
    profiles: { default: { region: "r-0" }, a: { region: "r-1" }, b: { region: "r-2" }, c: { region: "r-3" } },
  });
  const region = async (argv: readonly string[], env = {}) =>
    (await cli(["config", "list", "--query", "settings[0].value", ...argv], env)).stdout.trim();
  expect(await region([])).toBe("r-1");
  expect(await region([], { AOM_WORKFLOW_PROFILE: "b" })).toBe("r-2");
  expect(await region(["--profile", "c"], { AOM_WORKFLOW_PROFILE: "b" })).toBe("r-3");
  expect((await cli(["config", "use", "b"])).stderr).toBe("Default profile: b\n");
  expect(await region([])).toBe("r-2");
  expect((await cli(["config", "profiles"])).stdout).toBe("  default\n  a\n* b\n  c\n");
  expect((await cli(["config", "use", "d"])).stderr).toContain('There is no profile "d"; there are default, a, b, c.');
});

test("unset takes one setting out and leaves the rest, what this version does not know among it", async () => {
  await keep({ profiles: { default: { region: "r-0", project, future: "x" } } });
  expect(await cli(["config", "unset", "region"])).toMatchObject({ code: 0 });
  expect(JSON.parse(await readFile(path(), "utf8"))).toEqual({ profiles: { default: { project, future: "x" } } });
});

test("unset and a name that is not a word create no profile", async () => {
  await keep({ profiles: { default: { region: "r-0" } } });
  expect(await cli(["config", "unset", "region", "--profile", "typo"])).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/no profile "typo"/),
  });
  expect(await cli(["config", "set", "region", "cn-north-4", "--profile", "a b"])).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/must be a word/),
  });
  expect(JSON.parse(await readFile(path(), "utf8"))).toEqual({ profiles: { default: { region: "r-0" } } });
});

test.skipIf(process.platform === "win32")("a lock that is a link to nothing holds nobody up for ever", async () => {
  await mkdir(dirname(path()), { recursive: true });
  await symlink("/nowhere/lock", `${path()}.lock`);
  await lutimes(`${path()}.lock`, 0, 0);
  expect(await cli(["config", "set", "region", "cn-north-4"])).toMatchObject({ code: 0 });
  expect(await readdir(dirname(path()))).toEqual(["config.json"]);
});

test("a folder in the place of the lock is named", async () => {
  await mkdir(`${path()}.lock`, { recursive: true });
  await utimes(`${path()}.lock`, 0, 0);
  const { code, stderr } = await cli(["config", "set", "region", "cn-north-4"]);
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: expect.stringContaining("there is a folder in the place of its lock, config.json.lock."),
  });
});

describe.skipIf(process.platform === "win32")("settings that are a link, as in a folder of dotfiles,", () => {
  const target = () => join(home, "dotfiles", "aom.json");
  const changes = [
    ["config", "set", "region", "cn-north-4"],
    ["config", "unset", "user"],
    ["config", "use", "other"],
    ["config", "delete-profile", "other"],
  ];

  test.for(changes)("stay one: %s %s", async (argv) => {
    const other = join(home, "other");
    await mkdir(join(home, "dotfiles"));
    await mkdir(dirname(path()), { recursive: true });
    await writeFile(target(), JSON.stringify({ profiles: { default: { user: "u" }, other: {} } }));
    await symlink(target(), other);
    await symlink("../other", path());
    expect(await cli(argv)).toMatchObject({ code: 0 });
    expect(await readlink(path())).toBe("../other");
    expect(await readlink(other)).toBe(target());
    const { profile, profiles } = JSON.parse(await readFile(target(), "utf8")) as { profile?: string; profiles: object };
    expect({ profile, profiles }).not.toEqual({ profile: undefined, profiles: { default: { user: "u" }, other: {} } });
    expect(await readdir(join(home, "dotfiles"))).toEqual(["aom.json"]);
  });

  test("to a file that is not there yet make that file", async () => {
    await mkdir(dirname(path()), { recursive: true });
    await symlink(target(), path());
    expect(await cli(["config", "set", "region", "cn-north-4"])).toMatchObject({ code: 0 });
    expect(await readFile(target(), "utf8")).toContain("cn-north-4");
  });

  test.for([
    ["the file", path],
    ["the folder", () => dirname(path())],
    ["a folder above", () => home],
  ] as const)("in a circle are named: %s", async ([, link]) => {
    await rm(home, { recursive: true });
    await mkdir(dirname(link()), { recursive: true });
    await symlink(link(), link());
    const problem = "a link in the path leads back to itself. ";
    expect(await cli(["config", "set", "region", "cn-north-4"])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(`Could not write the settings to ${path()}: ${problem}They are unchanged.`),
    });
    expect(await cli(["config", "list"])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(`The settings in ${path()} cannot be used: ${problem}Remove the link.`),
    });
  });
});

test("a lock that a dead process left, be it of the future, holds nobody up", async () => {
  await keep({ profiles: {} });
  for (const seconds of [-3600, 3600]) {
    await writeFile(`${path()}.lock`, "");
    const then = Date.now() / 1000 + seconds;
    await utimes(`${path()}.lock`, then, then);
    expect(await cli(["config", "set", "region", "cn-north-4"])).toMatchObject({ code: 0 });
  }
});

test("delete-profile deletes one; the one in use leaves its place to default", async () => {
  await keep({ profile: "b", profiles: { a: { region: "r-0" }, b: {} } });
  expect((await cli(["config", "delete-profile", "b"])).stderr).toBe("The profile b is deleted. Default profile: default\n");
  expect(await cli(["config", "delete-profile", "c"])).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/^There is no profile "c"; there are a\./),
  });
  expect(JSON.parse(await readFile(path(), "utf8"))).toEqual({ profiles: { a: { region: "r-0" } } });
});

describe("config set refuses", () => {
  test.for([
    ["endpoint", "https://user:PASSWORD@aom.example", /must not contain a user name or a password/],
    ["endpoint", "aom", /must be an address/],
    ["iam-endpoint", "http://iam.example", /must use https/],
    ["ca-file", "/nowhere/ca.pem", /names \/nowhere\/ca.pem, which cannot be read \(ENOENT\)/],
    ["region", "CN_North-4", /lower-case letters, digits and hyphens\. Did you mean cn-north-4\?\n/],
    ["endpoint", "https://aom.cn-east-3.myhuaweicloud.com", /is not in the region cn-north-4: unset one of them first/],
  ] as const)("%s %s", async ([name, value, says]) => {
    await keep({ profiles: { default: { region: "cn-north-4" } } });
    const end = await cli(["config", "set", name, value]);
    expect(end).toMatchObject({ code: 2, stdout: "", stderr: expect.stringMatching(says) });
    expect(end.stderr).not.toContain("PASSWORD");
    expect(JSON.parse(await readFile(path(), "utf8"))).toEqual({ profiles: { default: { region: "cn-north-4" } } });
  });

  test("a region that the vendor does not list is saved, with a warning", async () => {
    expect((await cli(["config", "set", "region", "cn-nroth-4"])).stderr).toMatch(
      /^Unknown region cn-nroth-4\. Did you mean cn-north-4\?\n/,
    );
  });
});

describe.runIf(process.platform !== "win32")("settings that somebody else may have written are refused", () => {
  test("a file that others can change", async () => {
    await keep({ profiles: { default: { endpoint: "https://evil.example" } } });
    await chmod(path(), 0o666);
    expect(await cli(["config", "list"])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/: the file can be changed by other users\. Run: chmod go-w \S+config\.json\n/),
    });
  });

  test("a token file below a HOME that is not absolute", async () => {
    await keep({ profiles: { default: { token: "file:~/token" } } });
    const end = await cli(["auth", "status", "--region", "cn-north-4"], { HOME: "." });
    expect(end).toMatchObject({ code: 2, stderr: expect.stringContaining('HOME must be an absolute path, not "."') });
  });

  test.for([
    ["HOME", { XDG_CONFIG_HOME: "", HOME: "." }],
    ["XDG_CONFIG_HOME", { XDG_CONFIG_HOME: "." }],
    ["XDG_CACHE_HOME", { XDG_CACHE_HOME: "." }],
  ] as const)("a %s that is not absolute", async ([variable, env]) => {
    const end = await cli(["auth", "status", "--region", "cn-north-4"], env);
    expect(end.code).toBeGreaterThan(0);
    expect(end.stderr).toContain(`${variable} must be an absolute path`);
  });
});

describe("a secret", () => {
  test("itself is refused, by `config set` and in the file, and never repeated", async () => {
    const set = await cli(["config", "set", "token", secret]);
    expect(set).toMatchObject({ code: 2, stdout: "", stderr: expect.stringContaining("must be a reference, env:NAME or file:PATH") });
    await keep({ profiles: { default: { token: secret } } });
    const used = await cli(["restart", "--no-check", ...ids, "--region", "cn-north-4", "--project", project]);
    expect(used).toMatchObject({
      code: 2,
      stdout: "",
      stderr: expect.stringMatching(/"token" in the profile "default" must be a reference/),
    });
    expect(set.stderr + used.stderr + (await cli(["config", "list"])).stderr).not.toContain(secret);
  });

  test.for(["file:", "env:"])("behind %s is refused as well, and never repeated", async (kind) => {
    const token = "MIIDsecret7sVt9Qx".repeat(3);
    const set = await cli(["config", "set", "token", kind + token]);
    expect(set).toMatchObject({ code: 2, stdout: "", stderr: expect.stringContaining("must be a reference, env:NAME or file:PATH") });
    expect(set.stderr).not.toContain(token);
  });

  test("is taken from the variable that the profile refers to", async () => {
    await using server = await loopback(success);
    await keep({ profiles: { default: { endpoint: server.url, project, token: "env:MY_TOKEN" } } });
    expect(await cli(["restart", "--no-check", ...ids], { MY_TOKEN: secret })).toMatchObject({ code: 0 });
    expect(server.requests[0]?.headers["x-auth-token"]).toBe(secret);
    expect(await cli(["restart", "--no-check", ...ids])).toMatchObject({ code: 2, stderr: expect.stringMatching(/^MY_TOKEN is empty/) });
  });
});

describe("a file that is broken", () => {
  test.for([
    ["", "the file is empty"],
    ["\n", "the file is empty"],
    ["{", "it is not valid JSON"],
    ["[]", "it must be a JSON object"],
    [{ profiles: [] }, '"profiles" must be an object'],
    [{ profiles: { a: 1 } }, 'the profile "a" must be an object'],
    [{ profiles: { a: { region: 1 } } }, '"region" in the profile "a" must be a string'],
    [{ profile: 1, profiles: {} }, '"profile" must be a name'],
  ] as const)("%j is reported in a sentence; help and version still work", async ([content, problem]) => {
    await keep(content);
    const { stderr, ...end } = await cli(["config", "list"]);
    expect(end).toMatchObject({ code: 2, stdout: "" });
    expect(stderr.split("\n")[0]).toBe(`The settings in ${path()} cannot be used: ${problem}. Fix the file or remove it.`);
    for (const argv of [["--help"], ["--version"], ["skip", "--help"]]) expect(await cli(argv)).toMatchObject({ code: 0, stderr: "" });
  });

  test.skipIf(process.platform === "win32")("or a pipe that nobody writes to: nobody waits for it", async () => {
    await mkdir(dirname(path()), { recursive: true });
    expect(spawnSync("mkfifo", ["-m", "600", path()]).status).toBe(0);
    expect(await cli(["config", "list"])).toMatchObject({ code: 2, stderr: expect.stringMatching(/cannot be used: it is not a file\.\n/) });
  });

  test("is not overwritten", async () => {
    await keep("{ half");
    expect(await cli(["config", "set", "region", "cn-north-4"])).toMatchObject({ code: 2 });
    expect(await readFile(path(), "utf8")).toBe("{ half");
  });
});

describe.runIf(process.platform !== "win32")("settings that cannot be written", () => {
  test("because a part of the path is a file", async () => {
    await writeFile(join(home, "aom-workflow"), "");
    const { stderr, code } = await cli(["config", "set", "region", "cn-north-4"]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^Could not write the settings to .*: part of the path is a file, not a folder\. They are unchanged\.\n/);
  });

  test.skipIf(process.getuid?.() === 0)("because the folder is closed", async () => {
    await keep({ profiles: {} });
    await chmod(dirname(path()), 0o500);
    expect((await cli(["config", "set", "region", "cn-north-4"])).stderr).toContain("the permission is missing");
    await chmod(dirname(path()), 0o700);
  });
});

describe("a path in the settings names the same file in every folder", () => {
  test("a relative one is saved as an absolute one, and ~/ stays the home folder", async () => {
    await writeFile(join(home, "ca.pem"), rootCertificates[0] as string);
    const set = async (name: string, value: string) => {
      expect(await cli(["config", "set", name, value], { HOME: home })).toMatchObject({ code: 0 });
      return JSON.parse(await readFile(path(), "utf8")).profiles.default[name];
    };
    expect(await set("ca-file", relative(".", join(home, "ca.pem")))).toBe(join(home, "ca.pem"));
    expect(await set("token", `file:${relative(".", join(home, "token"))}`)).toBe(`file:${join(home, "token")}`);
    for (const [name, value] of [
      ["ca-file", "~/ca.pem"],
      ["token", "file:~/token"],
    ] as const)
      expect(await set(name, value)).toBe(value);
    expect((await cli(["config", "list"], { HOME: home })).stdout).toContain(`ca-file=${join(home, "ca.pem")}\n`);
  });

  test("one that was written by hand starts at the folder of the settings", async () => {
    await keep({ profiles: { default: { "ca-file": "ca.pem", token: "file:token" } } });
    await writeFile(join(dirname(path()), "token"), secret, { mode: 0o600 });
    expect((await cli(["config", "list"])).stdout).toContain(`ca-file=${join(dirname(path()), "ca.pem")}\n`);
    expect((await cli(["auth", "status"])).stdout).toContain(`token (file ${join(dirname(path()), "token")})`);
  });
});

test("a wait for a lock is said after a second", async () => {
  await keep({ profiles: {} });
  await writeFile(`${path()}.lock`, "");
  const then = Date.now() / 1000 - 2;
  await utimes(`${path()}.lock`, then, then);
  const { code, stderr } = await cli(["config", "set", "region", "cn-north-4"]);
  expect({ code, stderr }).toEqual({
    code: 0,
    stderr: `Waiting for another process to change the settings (${path()}.lock).\nSet region=cn-north-4 in profile default.\n`,
  });
});

test.skipIf(process.platform === "win32").for(
  [
    ["config", "set", "region", "cn-north-4"],
    ["config", "unset", "region"],
    ["config", "use", "default"],
    ["config", "delete-profile", "p"],
  ].map((argv) => ({ command: argv.join(" "), argv })),
)("a home that is a file, as of users of daemons, is no internal error: $command", async ({ argv }) => {
  await writeFile(join(home, "file"), "");
  for (const env of [
    { HOME: "/dev/null", XDG_CONFIG_HOME: "" },
    { HOME: join(home, "file"), XDG_CONFIG_HOME: "" },
    { XDG_CONFIG_HOME: join(home, "file") },
  ]) {
    const { code, stderr } = await cli(argv, env);
    expect([code, stderr.split("\n")[0]]).toEqual([
      2,
      expect.stringMatching(/^Could not write the settings to .*: part of the path is a file, not a folder\. They are unchanged\.$/),
    ]);
  }
});

test.skipIf(process.platform === "win32")("a folder that is a link to nothing is named, and what to do", async () => {
  await symlink("/nowhere/dotfiles", dirname(path()));
  expect(await cli(["config", "set", "region", "cn-north-4"])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining(
      `${dirname(path())} is a link to /nowhere/dotfiles, which does not exist; create that folder or remove the link. They are unchanged.`,
    ),
  });
});
