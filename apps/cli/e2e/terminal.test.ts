import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { text } from "node:stream/consumers";
import { describe, expect, test } from "vitest";
import { ids, secret } from "../test/fixtures.ts";
import { answering, loopback, success } from "../test/loopback.ts";
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
function terminalWith(command: string, env: Readonly<Record<string, string>> = {}): ChildProcessWithoutNullStreams {
  return spawn("script", ["-qec", `stty cols 80 && ${command}`, "/dev/null"], {
    timeout: 20_000,
    env: {
      PATH: process.env.PATH,
      HOME: "/nowhere",
      TERM: "xterm",
      LC_ALL: "C.UTF-8",
      AOM_WORKFLOW_TOKEN: secret,
      AOM_WORKFLOW_PROJECT: "0123456789abcdef0123456789abcdef",
      ...env,
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
    expect(screen).toMatch(/\x1b\[KAbout to skip node run-script\n {2}of execution e1\n {2}of workflow w1\n {2}at http/);
    expect(screen).toMatch(/\r. Skipping node run-script … 0\.\d s\x1b\[K/);
    expect(screen).toMatch(/\r\x1b\[KSkipped run-script\.\nExecution e1, workflow w1, at http[\s\S]*Request id: 3d2c9d0c1a\n$/);
    expect(server.requests.map(({ method }) => method)).toEqual(["GET", "GET", "POST"]);
  });

  test("a token that is typed is asked for, and neither shown nor drawn over", async () => {
    await using server = await late(0);
    const typed = `${secret}Typed`;
    const child = terminalWith(commandLine(["restart", "--no-check", ...ids, "--token-file", "-", "--endpoint", server.url]));
    setTimeout(() => child.stdin.write(`${typed}\n`), 1500);
    const { screen, code } = await ended(child);
    expect(code).toBe(0);
    expect(screen).toMatch(/^Token: \n/);
    expect(screen).not.toContain(typed);
    expect(server.requests[0]?.headers["x-auth-token"]).toBe(typed);
  });

  test("anything but a yes sends nothing", async () => {
    await using server = await late(0);
    const { screen, code } = await onTerminal(["skip", ...ids], "\n", server.url);
    expect(code).toBe(2);
    expect(screen).toContain("Not confirmed");
    expect(server.requests.map(({ method }) => method)).toEqual(["GET"]);
  });

  test("what was typed before the question does not answer it", async () => {
    await using server = await late(0);
    const child = terminalWith(commandLine(["skip", ...ids, "--endpoint", server.url]));
    child.stdin.write("y\ny");
    child.stdout.on("data", (chunk) => {
      if (String(chunk).includes("[y/N]")) setTimeout(() => child.stdin.write("\n"), 300);
    });
    const { screen, code } = await ended(child);
    expect({ code, sent: server.requests.filter(({ method }) => method === "POST") }).toEqual({ code: 2, sent: [] });
    expect(screen).toMatch(/\[y\/N\] \x1b\S*\s+\S*Not confirmed/);
  });

  test("a question that was suspended is asked again", async () => {
    await using server = await late(0);
    const child = terminalWith("bash -i");
    const typed = ["\x1a", "fg\n", "y\n", "exit\n"];
    let shown = "";
    child.stdin.write(`${commandLine(["skip", ...ids, "--endpoint", server.url])}; echo code=$?\n`);
    const awaited = [/\[y\/N\] /, /Stopped/, /\[y\/N\] /, /Skipped run-script/];
    child.stdout.on("data", (chunk) => {
      shown += chunk;
      if (!awaited[0]?.test(shown)) return;
      awaited.shift();
      shown = "";
      setTimeout(() => child.stdin.write(typed.shift() ?? ""), 200);
    });
    const { screen } = await ended(child);
    expect(screen).toContain("Skipped run-script.");
    expect(screen).not.toContain("> \x1b");
  });

  test("Ctrl-C at the question ends it, which a shell shows as 130: nothing was sent", async () => {
    await using server = await late(0);
    const { screen, code } = await onTerminal(["skip", ...ids], "\x03", server.url);
    expect(code).toBe(130);
    expect(screen).toContain("\x1b[31mInterrupted\x1b[39m. Nothing was sent.");
    expect(server.requests.map(({ method }) => method)).toEqual(["GET"]);
  });

  test("with --json there is no progress", async () => {
    await using server = await late(600);
    const { screen } = await onTerminal(["restart", "--no-check", ...ids, "--json"], "", server.url);
    expect(screen).toMatch(/^\{.*\}\n$/);
  });
});

describe.skipIf(!hasScript)("a pager (skipped where script(1) of util-linux is missing)", () => {
  const workflows = Array.from({ length: 3 }, (_, index) => ({ id: `w${index}`, name: "夜间清理", type: "cron", status: "fail" }));
  const listed = answering(200, { elements: workflows, total_elements: 3 });

  async function paged(
    env: Readonly<Record<string, string>>,
    argv: readonly string[] = [],
    onOutput = (_: string, __: NodeJS.WritableStream) => {},
  ) {
    await using server = await loopback(listed);
    // A shell that waits would end by Ctrl-C, whatever its command does.
    const child = terminalWith(`exec ${commandLine(["workflows", "--endpoint", server.url, ...argv])}`, env);
    child.stdout.on("data", (chunk) => onOutput(String(chunk), child.stdin));
    const { screen, code } = await ended(child);
    return {
      code,
      lines: screen
        .replaceAll(/\r[^\n]*\x1b\[K/g, "")
        .trimEnd()
        .split("\n"),
    };
  }
  const whole = [
    "LAST STARTED  WORKFLOW  WORKFLOW ID  TYPE  STATE",
    ...workflows.map(({ id }) => `              夜间清理  ${id}           cron  failed (fail)`),
  ];

  test("shows a list, the variable of its own first, with what gh sets", async () => {
    const marks = (mark: string) => `printf '${mark} %s %s\\n' "$LESS" "$LV"; cat`;
    expect(await paged({ PAGER: marks("one") })).toEqual({ code: 0, lines: ["one FRX -c", ...whole] });
    expect((await paged({ PAGER: "false", AOM_WORKFLOW_PAGER: marks("own"), LESS: "S" })).lines).toEqual(["own S -c", ...whole]);
  });

  test.each([
    ["--no-pager", { PAGER: "false" }, ["--no-pager"]],
    ["an empty variable of its own", { PAGER: "false", AOM_WORKFLOW_PAGER: "" }, []],
    ["cat", { PAGER: "cat" }, []],
  ])("is not started with %s", async (_, env, argv) => {
    expect(await paged(env, argv)).toEqual({ code: 0, lines: whole });
  });

  test("is not started for JSON", async () => {
    expect((await paged({ PAGER: "false" }, ["--json"])).lines).toEqual([expect.stringMatching(/^\{"ok":true,/)]);
  });

  test.each([
    ["false", ["The pager false failed (exit code 1).", ...whole]],
    ["no-such-pager", [expect.stringContaining("not found"), "The pager no-such-pager failed (exit code 127).", ...whole]],
  ])("that fails (%s) hides nothing", async (pager, lines) => {
    expect(await paged({ PAGER: pager })).toEqual({ code: 0, lines });
  });

  test("that is left early ends well", async () => {
    expect(await paged({ PAGER: "head -n 1" })).toEqual({ code: 0, lines: whole.slice(0, 1) });
  });

  test("goes on after Ctrl-C, and so does the command, which ends well", async () => {
    const pager = `trap 'echo caught' INT; cat; sleep 5 & wait; echo left`;
    const { code, lines } = await paged({ PAGER: pager }, [], (text, stdin) => {
      if (text.includes("w2")) setTimeout(() => stdin.write("\x03"), 300);
    });
    expect({ code, lines: lines.slice(-2).map((line) => line.replace("^C", "")) }).toEqual({ code: 0, lines: ["caught", "left"] });
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
        // When the key is read, it is no longer a signal of the terminal.
        if (String(chunk).includes("[y/N]")) setTimeout(() => child.stdin.write("\x03"), 300);
      });
      const { screen } = await ended(child);
      expect(screen.match(/\[y\/N\]/g)).toHaveLength(1);
      expect(screen).not.toContain("went-on");
      expect(server.requests.map(({ method }) => method)).toEqual(["GET"]);
    });
  },
);
