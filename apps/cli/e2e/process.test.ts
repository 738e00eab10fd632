import { execFile, spawnSync } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { type FileHandle, mkdir, mkdtemp, open, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { ids, secret } from "../test/fixtures.ts";
import { answering, loopback, success } from "../test/loopback.ts";
import { bundle, nodeBinary, runCli } from "../test/run-cli.ts";

const posix = process.platform !== "win32";

describe.runIf(posix)("a signal", () => {
  test.for(["SIGHUP", "SIGINT", "SIGQUIT", "SIGTERM"] as const)(
    "%s ends the process itself, so that a shell loop ends too, after it has said that the outcome is unknown",
    async (signal) => {
      const asked = new EventEmitter();
      await using server = await loopback(() => asked.emit("request"));
      const interrupt = async (child: { kill(signal: NodeJS.Signals): void }) => {
        await once(asked, "request");
        child.kill(signal);
      };
      const end = await runCli(["restart", "--no-check", ...ids, "--endpoint", server.url], { meanwhile: interrupt });
      expect(end).toMatchObject({ code: null, signal, stdout: "" });
      expect(end.stderr).toMatch(
        /^Interrupted\. The operation may have been applied\. .*\nAttempted: restart node .*\nLook first: aom-workflow show .*\n$/,
      );
    },
  );

  test("while it waits for the effect ends the process too, after it has said that the action was applied", async () => {
    const asked = new EventEmitter();
    await using server = await loopback((request, response) => {
      const isAction = request.method === "POST";
      answering(200, isAction ? { result: "success" } : { status: "executing" })(request, response);
      if (isAction) asked.emit("action");
    });
    const end = await runCli(["restart", "--no-check", ...ids, "--endpoint", server.url, "--wait"], {
      meanwhile: async (child) => {
        await once(asked, "action");
        await setTimeout(200);
        child.kill("SIGINT");
      },
    });
    expect(end).toMatchObject({ code: null, signal: "SIGINT", stderr: "", stdout: expect.stringMatching(/^Restarted run-script\./) });
  });

  test("of any kind after the first ends the process at once", async () => {
    const asked = new EventEmitter();
    await using server = await loopback(() => asked.emit("request"));
    const folder = await mkdtemp(join(tmpdir(), "aom-workflow-"));
    const unwritable = join(folder, "unwritable.cjs");
    const again = 'require("node:fs").writeSync = () => { throw Object.assign(new Error(), { code: "EAGAIN" }); };';
    await writeFile(unwritable, `${again} process.stderr.write = () => true; setInterval(() => {}, 1000);`);
    const end = await runCli(["restart", "--no-check", ...ids, "--endpoint", server.url], {
      env: { NODE_OPTIONS: `--require ${unwritable}` },
      meanwhile: async (child) => {
        await once(asked, "request");
        child.kill("SIGINT");
        await setTimeout(200);
        child.kill("SIGTERM");
      },
    });
    expect(end).toMatchObject({ code: null, signal: "SIGTERM" });
    await rm(folder, { recursive: true });
  });

  test("SIGINT while nobody writes the token to the pipe", async () => {
    const path = join(await mkdtemp(join(tmpdir(), "aom-workflow-")), "fifo");
    expect(spawnSync("mkfifo", ["-m", "600", path]).status).toBe(0);
    let writer: FileHandle | undefined;
    const interrupt = async (child: { kill(signal: NodeJS.Signals): void }) => {
      // A pipe opens for a writer as soon as somebody reads.
      writer = await open(path, "w");
      child.kill("SIGINT");
    };
    const end = await runCli(["restart", "--no-check", ...ids, "--region", "cn-north-4", "--token-file", path], { meanwhile: interrupt });
    expect(end).toMatchObject({ signal: "SIGINT", stderr: expect.stringMatching(/^Interrupted\. Nothing was sent\.\nAttempted: .*\n$/) });
    await writer?.close();
    await rm(join(path, ".."), { recursive: true });
  });
});

describe.runIf(posix)("the output", () => {
  const node = JSON.stringify(nodeBinary);
  const shell = (command: string, url: string) =>
    new Promise<{ stdout: string; stderr: string }>((resolve) => {
      const env = { PATH: process.env.PATH, AOM_WORKFLOW_TOKEN: secret, AOM_WORKFLOW_PROJECT: "f".repeat(32), AOM_WORKFLOW_ENDPOINT: url };
      execFile("sh", ["-c", command], { env }, (_, stdout, stderr) => resolve({ stdout, stderr }));
    });

  test.for([[], ["--json"]])("a reader that goes away before it learns what was done: exit code 7, and stderr has it %j", async (form) => {
    let closeReader = () => {};
    await using server = await loopback((request, response) => {
      closeReader();
      success(request, response);
    });
    const end = await runCli(["restart", "--no-check", ...ids, "--endpoint", server.url, ...form], {
      meanwhile: ({ stdout }) => {
        closeReader = () => stdout?.destroy();
      },
    }).catch((error) => error);
    expect(end).toMatchObject({ code: 7, stderr: expect.stringMatching(/^Could not write the output \(EPIPE\)\. It was: .*run-script/) });
  });

  test("a reader that goes away from a text that can be printed again is not an error", async () => {
    const { stderr } = await shell(`{ sleep 0.3; ${node} ${bundle} --help; echo "code $?" >&2; } | true`, "http://127.0.0.1:9");
    expect(stderr).toBe("code 0\n");
  });

  test.for(["text", "jsonl"])("a watch whose reader goes away ends quietly with the next change: %s", async (form) => {
    let readings = 0;
    await using server = await loopback((request, response) => {
      const status = readings++ % 2 === 0 ? "executing" : "waitExecute";
      answering(200, { status })(request, response);
    });
    const watch = `${node} ${bundle} show ${ids.slice(0, 4).join(" ")} --watch --output ${form}`;
    const { stdout, stderr } = await shell(`{ ${watch}; echo "code $?" >&2; } | head -n 1`, server.url);
    expect(stdout).toMatch(/executing.*\n$/);
    expect(stderr).toBe("code 7\n");
  });

  test("is complete when stdout is a pipe that is read late", async () => {
    await using server = await loopback(success);
    const { stdout } = await shell(`${node} ${bundle} restart ${ids.join(" ")} --json | { sleep 0.3; cat; }`, server.url);
    expect(JSON.parse(stdout)).toMatchObject({ ok: true });
  });

  test.runIf(process.platform === "linux")("a full disk loses nothing silently", async () => {
    await using server = await loopback(success);
    const { stderr } = await shell(`${node} ${bundle} restart ${ids.join(" ")} > /dev/full; echo "code $?" >&2`, server.url);
    expect(stderr).toMatch(/^Could not write the output \(ENOSPC\)\. It was: Restarted run-script\.\nExecution e1.*\ncode 7\n$/s);
  });

  test("an argument that is not UTF-8 is refused", async () => {
    await using server = await loopback(success);
    const { stderr } = await shell(
      `${node} ${bundle} restart --workflow w --execution e --node "$(printf 'caf\\351')"; echo "code $?" >&2`,
      server.url,
    );
    expect(stderr).toMatch(/is not valid UTF-8.*code 2\n$/s);
    expect(server.requests).toHaveLength(0);
  });
});

test("an error that is thrown where nobody can catch it leaves the outcome unknown, as text and as JSON", async () => {
  await using server = await loopback(() => {});
  const folder = await mkdtemp(join(tmpdir(), "aom-workflow-"));
  const sabotage = join(folder, "sabotage.cjs");
  await writeFile(sabotage, "setTimeout(() => { throw new TypeError('boom'); }, 100);");
  const env = { NODE_OPTIONS: `--require ${sabotage}` };
  const argv = ["restart", "--no-check", ...ids, "--endpoint", server.url];
  const text = await runCli(argv, { env });
  expect(text).toMatchObject({ code: 6, stdout: "", stderr: expect.stringMatching(/^Internal error: boom\. The operation may have been/) });
  const json = await runCli([...argv, "--json"], { env });
  expect(json).toMatchObject({ code: 6, stderr: "" });
  expect(JSON.parse(json.stdout)).toMatchObject({ ok: false, error: { code: "internal", outcome: "unknown", exitCode: 6 } });
  await rm(folder, { recursive: true });
});

test("settings that cannot be written because the disk is full stay as they are", async () => {
  const home = await mkdtemp(join(tmpdir(), "aom-workflow-"));
  const sabotage = join(home, "full.cjs");
  await writeFile(
    sabotage,
    'const fs = require("node:fs"); fs.writeFileSync = (path) => { fs.closeSync(fs.openSync(path, "w")); throw Object.assign(new Error(), { code: "ENOSPC" }); };',
  );
  await mkdir(join(home, "aom-workflow"));
  await writeFile(join(home, "aom-workflow", "config.json"), JSON.stringify({ profiles: { default: { region: "r-0" } } }));
  const env = { XDG_CONFIG_HOME: home, NODE_OPTIONS: `--require ${sabotage}` };
  const end = await runCli(["config", "set", "region", "cn-north-4"], { env });
  expect(end).toMatchObject({ code: 2, stderr: expect.stringContaining("the disk is full. They are unchanged.") });
  expect(await readdir(join(home, "aom-workflow"))).toEqual(["config.json"]);
  expect(await readFile(join(home, "aom-workflow", "config.json"), "utf8")).toContain("r-0");
  await rm(home, { recursive: true });
});

test("twenty changes of the settings at once lose nothing", async () => {
  const home = await mkdtemp(join(tmpdir(), "aom-workflow-"));
  const env = { XDG_CONFIG_HOME: home };
  const names = Array.from({ length: 20 }, (_, index) => `p${index}`);
  const ends = await Promise.all(names.map((name) => runCli(["config", "set", "region", "cn-north-4", "--profile", name], { env })));
  expect(ends.map(({ code }) => code)).toEqual(names.map(() => 0));
  const { profiles } = JSON.parse(await readFile(join(home, "aom-workflow", "config.json"), "utf8")) as { profiles: object };
  expect(Object.keys(profiles).sort()).toEqual(names.sort());
  expect(await readdir(join(home, "aom-workflow"))).toEqual(["config.json"]);
  await rm(home, { recursive: true });
});
