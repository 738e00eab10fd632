import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { json } from "../../../tools/lab/servers.ts";
import { ids } from "./fixtures.ts";
import { loopback } from "./loopback.ts";
import { runHere } from "./run-here.ts";

test.for([
  ["login", "auth login"],
  ["lgoin", "auth login"],
  ["profiles", "config profiles"],
  ["status", "show"],
  ["list", "stopped"],
  ["ls", "stopped"],
  ["retry", "restart"],
  ["rerun", "restart"],
  ["resume", "continue"],
  ["abort", "stop"],
  ["cancel", "stop"],
  ["kill", "stop"],
  ["start", "run"],
  ["execute", "run"],
  ["watch", "show --watch"],
  ["help retry", "restart"],
  ["help exitcodes", "help exit-codes"],
  ["exit-codes", "help exit-codes"],
  ["help environment", "help settings"],
  ["config ls", "list"],
  ["config get region", "list"],
  ["restart --exec e1", "--execution"],
  ["show --id e1", "--execution"],
] as const)("`%s` is asked back as `%s`", async ([words, meant]) => {
  const { code, stderr } = await runHere(words.split(" "));
  expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining(` Did you mean ${meant}?\n`) });
});

test.for([[[]], [["auth"]], [["config"]]] as const)("a bare call %j prints help, as --help does", async ([argv]) => {
  const bare = await runHere(argv);
  expect(bare).toMatchObject({ code: 0, stderr: "" });
  expect(bare).toEqual(await runHere([...argv, "--help"]));
});

test("a switch with a value is explained, as JSON where JSON was meant", async () => {
  expect(await runHere(["restart", "--no-check", ...ids, "--debug=1"])).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/^--debug takes no value: write --debug\.\n/),
  });
  const { code, stdout, stderr } = await runHere(["restart", "--no-check", ...ids, "--json=1"]);
  expect({ code, stderr }).toEqual({ code: 2, stderr: "" });
  expect(JSON.parse(stdout)).toMatchObject({ error: { message: "--json takes no value: write --json." } });
});

test("--query narrows the version and the help too", async () => {
  expect(await runHere(["--version", "--query", "contract.version"])).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
  });
  expect(await runHere(["--version", "--json", "--query", "name"])).toMatchObject({ code: 0, stdout: "aom-workflow\n" });
  expect(await runHere(["skip", "--help", "--query", "ok"])).toMatchObject({ code: 0, stdout: "true\n" });
  expect(await runHere(["--version", "--query", "a["])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("--query is not a JMESPath"),
  });
});

test("spaces around an id are reported, because they are sent", async () => {
  await using server = await loopback(({ url = "" }, response) =>
    json(response, 200, url.includes("/operation?") ? { result: "success" } : { status: "fail" }),
  );
  const argv = ["restart", "--workflow", "w1 ", "--execution", "e1", "--node", "\u00a0run-script", "--endpoint", server.url];
  const { stderr } = await runHere(argv);
  expect(stderr).toBe('--workflow ends with a space: "w1 ".\n--node starts with a space: "\\u00a0run-script".\n');
  expect(JSON.parse((await runHere([...argv, "--json"])).stdout)).toMatchObject({
    warnings: [/./, /./].map((each) => expect.stringMatching(each)),
  });
  expect((await runHere(["restart", "--no-check", ...ids, "--endpoint", server.url])).stderr).toBe("");
});

describe("a password that does not come", () => {
  let cache: string;
  beforeAll(async () => {
    cache = await mkdtemp(join(tmpdir(), "aom-workflow-"));
  });
  afterAll(() => rm(cache, { recursive: true }));
  const login = (input: string, ...more: readonly string[]) =>
    runHere(["auth", "login", "--account", "a", "--user", "u", "--region", "cn-north-4", ...more], {
      input,
      env: { XDG_CACHE_HOME: cache },
    });

  test.for(["", "\n"])("on standard input (%j) is reported in words of the command line", async (input) => {
    expect(await login(input)).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^No password on standard input\.\n/),
    });
  });

  test("and a passcode as well", async () => {
    expect(await login("word\n", "--mfa-user-id", "i1")).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^No passcode on standard input \(expected on the second line\)\.\n/),
    });
  });
});

describe("marks of UTF-8", () => {
  const doctor = (env: Record<string, string>) => runHere(["doctor"], { env });

  test.for([{ LANG: "en_GB.UTF-8" }, { LC_CTYPE: "C.utf8", LANG: "C" }, { LC_ALL: "C.UTF-8", LANG: "C" }, { LANG: "", WT_SESSION: "1" }])(
    "are used where the locale has them: %j",
    async (env) => {
      expect((await doctor(env)).stdout).toMatch(/^✓ settings.*\n✗ region.*\n {2}→ /);
    },
  );

  test.for([{ LANG: "" }, { LANG: "C" }, { LC_ALL: "POSIX", LANG: "en_GB.UTF-8" }, { LANG: "de_DE.ISO-8859-1" }])(
    "and nowhere else: %j",
    async (env) => {
      expect((await doctor(env)).stdout).toMatch(/^ok {3}settings.*\nfail region.*\n {2}-> /);
    },
  );
});
