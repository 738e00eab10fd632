import { spawn, spawnSync } from "node:child_process";
import { text } from "node:stream/consumers";
import { describe, expect, test } from "vitest";
import { ids, secret } from "../test/fixtures.ts";
import { loopback, success } from "../test/loopback.ts";
import { bundle, nodeBinary } from "../test/run-cli.ts";

/** script(1) of util-linux gives a process a terminal of its own. */
const hasScript = process.platform === "linux" && /util-linux/.test(String(spawnSync("script", ["--version"]).stdout));

/** Runs the command line on a terminal and types when the question is there; what it draws comes back, escapes and all. */
async function onTerminal(argv: readonly string[], typed: string, url: string) {
  const command = [nodeBinary, bundle, ...argv, "--endpoint", url].map((word) => `'${word}'`).join(" ");
  const child = spawn("script", ["-qec", `stty cols 80 && ${command}`, "/dev/null"], {
    timeout: 20_000,
    env: {
      PATH: process.env.PATH,
      HOME: "/nowhere",
      TERM: "xterm",
      LC_ALL: "C.UTF-8",
      AOM_WORKFLOW_TOKEN: secret,
      AOM_WORKFLOW_PROJECT: "0123456789abcdef0123456789abcdef",
    },
  });
  child.stdout.on("data", (chunk) => {
    if (String(chunk).includes("[y/N]")) child.stdin.write(typed);
  });
  const code = new Promise((resolve) => child.once("close", resolve));
  return { screen: (await text(child.stdout)).replaceAll("\r\n", "\n"), code: await code };
}

describe.skipIf(!hasScript)("on a terminal (skipped where script(1) of util-linux is missing)", () => {
  const late = (ms: number) => loopback((request, response) => setTimeout(() => success(request, response), ms));

  test("skip asks, shows progress after a yes, and leaves nothing of it behind", async () => {
    await using server = await late(900);
    const { screen, code } = await onTerminal(["skip", ...ids], "y\n", server.url);
    expect(code).toBe(0);
    expect(screen).toMatch(/^About to skip node run-script\n {2}of execution e1\n {2}of workflow w1\n {2}at http/);
    expect(screen).toMatch(/\r. Skipping node run-script … 0\.\d s\x1b\[K/);
    expect(screen).toMatch(/\r\x1b\[KSkipped node run-script of execution e1 of workflow w1 at http.*\. Request id: 3d2c9d0c1a\.\n$/);
    expect(server.requests.map(({ method }) => method)).toEqual(["GET", "POST"]);
  });

  test("anything but a yes sends nothing", async () => {
    await using server = await late(0);
    const { screen, code } = await onTerminal(["skip", ...ids], "\n", server.url);
    expect(code).toBe(2);
    expect(screen).toContain("Not confirmed");
    expect(server.requests).toHaveLength(0);
  });

  test("Ctrl-C at the question ends it: nothing was sent, exit code 130", async () => {
    await using server = await late(0);
    const { screen, code } = await onTerminal(["skip", ...ids], "\x03", server.url);
    expect(code).toBe(130);
    expect(screen).toContain("\x1b[31mInterrupted\x1b[39m. Nothing was sent.");
    expect(server.requests).toHaveLength(0);
  });

  test("with --json there is no progress", async () => {
    await using server = await late(600);
    const { screen } = await onTerminal(["restart", ...ids, "--json"], "", server.url);
    expect(screen).toMatch(/^\{.*\}\n$/);
  });
});
