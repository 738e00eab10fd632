import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { text } from "node:stream/consumers";
import { describe, expect, test } from "vitest";
import { ids, secret } from "../test/fixtures.ts";
import { loopback, success } from "../test/loopback.ts";
import { bundle, nodeBinary } from "../test/run-cli.ts";

/** script(1) of util-linux gives a process a terminal of its own. */
const hasScript = process.platform === "linux" && /util-linux/.test(String(spawnSync("script", ["--version"]).stdout));

/** Runs the command line on a terminal and types when the question is there; what it draws comes back, escapes and all. */
async function onTerminal(argv: readonly string[], typed: string, url: string) {
  const child = terminalWith(commandLine([...argv, "--endpoint", url]));
  child.stdout.on("data", (chunk) => {
    if (String(chunk).includes("[y/N]")) child.stdin.write(typed);
  });
  return ended(child);
}

function commandLine(argv: readonly string[]): string {
  return [nodeBinary, bundle, ...argv].map((word) => `'${word}'`).join(" ");
}

/** A terminal that runs a command; what is written to its stdin is typed. */
function terminalWith(command: string): ChildProcessWithoutNullStreams {
  return spawn("script", ["-qec", `stty cols 80 && ${command}`, "/dev/null"], {
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
}

async function ended(child: ChildProcessWithoutNullStreams) {
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
    expect(screen).toMatch(/\r\x1b\[KSkipped run-script\.\nexecution e1, workflow w1, http[\s\S]*Request id: 3d2c9d0c1a\n$/);
    expect(server.requests.map(({ method }) => method)).toEqual(["GET", "POST"]);
  });

  test("anything but a yes sends nothing", async () => {
    await using server = await late(0);
    const { screen, code } = await onTerminal(["skip", ...ids], "\n", server.url);
    expect(code).toBe(2);
    expect(screen).toContain("Not confirmed");
    expect(server.requests).toHaveLength(0);
  });

  test("Ctrl-C at the question ends it, which a shell shows as 130: nothing was sent", async () => {
    await using server = await late(0);
    const { screen, code } = await onTerminal(["skip", ...ids], "\x03", server.url);
    expect(code).toBe(130);
    expect(screen).toContain("\x1b[31mInterrupted\x1b[39m. Nothing was sent.");
    expect(server.requests).toHaveLength(0);
  });

  test("with --json there is no progress", async () => {
    await using server = await late(600);
    const { screen } = await onTerminal(["restart", "--no-check", ...ids, "--json"], "", server.url);
    expect(screen).toMatch(/^\{.*\}\n$/);
  });
});

/** A loop ends with Ctrl-C only if the command that it runs dies by the signal. In dash and zsh a loop in a script ends anyway. */
describe.skipIf(!hasScript).for(["bash", "zsh", "dash"])(
  "a loop of %s on a terminal (skipped where script(1) or the shell is missing)",
  (shell) => {
    const isThere = spawnSync(shell, ["-c", ":"]).status === 0;

    test.skipIf(!isThere).for([
      ["of a script", (loop: string) => `${shell} -c "${loop}"`, ""],
      ["that was typed", () => `${shell} -i`, "\n"],
    ] as const)("%s ends with the first Ctrl-C: nothing more is sent", async ([, start, enter]) => {
      const asked = new EventEmitter();
      await using server = await loopback(() => asked.emit("request"));
      const call = commandLine(["restart", "--no-check", ...ids, "--endpoint", server.url, "--timeout", "3"]);
      const loop = `for each in 1 2 3; do ${call}; done; echo went-on`;
      const child = terminalWith(start(loop));
      if (enter) child.stdin.write(`${loop}${enter}`);
      await once(asked, "request");
      child.stdin.write("\x03");
      const end = ended(child);
      if (enter) child.stdin.write(`exit${enter}`);
      const { screen } = await end;
      expect(screen).toMatch(/Interrupted\S*\. The operation may have been applied\./);
      expect(server.requests).toHaveLength(1);
    });

    test.skipIf(!isThere)("of a script ends with the first Ctrl-C at a question, and asks no second one", async () => {
      await using server = await loopback(success);
      const call = commandLine(["skip", ...ids, "--endpoint", server.url]);
      const child = terminalWith(`${shell} -c "for each in 1 2 3; do ${call}; done; echo went-on"`);
      child.stdout.on("data", (chunk) => {
        // When the key is read, it is no signal of the terminal any more.
        if (String(chunk).includes("[y/N]")) setTimeout(() => child.stdin.write("\x03"), 300);
      });
      const { screen } = await ended(child);
      expect(screen.match(/\[y\/N\]/g)).toHaveLength(1);
      expect(screen).not.toContain("went-on");
      expect(server.requests).toHaveLength(0);
    });
  },
);
