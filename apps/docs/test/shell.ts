import { execFile, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const bin = fileURLToPath(new URL("../../../node_modules/.bin", import.meta.url));

/** Runs a script in bash in an empty home, with the command line that was built; what it prints on both streams, in order. */
export function bash(script: string, env: Readonly<Record<string, string>>): Promise<string> {
  return inHome({}, (home) => bashIn(home, script, env));
}

/** Lends a home with these files, by path. */
export async function inHome<T>(files: Readonly<Record<string, string>>, use: (home: string) => Promise<T>): Promise<T> {
  const home = mkdtempSync(join(tmpdir(), "docs-"));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(join(home, dirname(path)), { recursive: true });
      writeFileSync(join(home, path), text);
    }
    return await use(home);
  } finally {
    rmSync(home, { recursive: true });
  }
}

/** Runs a script as {@link bash} does, in a home that stays. */
export function bashIn(home: string, script: string, env: Readonly<Record<string, string>>): Promise<string> {
  const surroundings = { PATH: `${bin}:${process.env.PATH}`, HOME: home, AOM_WORKFLOW_ECS_METADATA: "off", ...env };
  return new Promise<string>((resolve, reject) => {
    const child = execFile("bash", ["-c", `exec 2>&1\n${script}`], { cwd: home, env: surroundings }, (error, stdout) =>
      error && typeof error.code !== "number" ? reject(error) : resolve(stdout),
    );
    child.stdin?.end();
  });
}

/** Why no command can be run on a terminal of its own, if none can: that takes script(1) of util-linux. */
export const noTerminal: string | undefined = /util-linux/.test(String(spawnSync("script", ["--version"]).stdout))
  ? undefined
  : "script(1) of util-linux is missing";

/** A command that runs another one on a terminal of 100 columns and 40 lines, without the progress that a busy machine shows there. */
export function onTerminal(command: string): string {
  return `script -qec 'stty cols 100 rows 40; ${command} 2>/dev/null' /dev/null </dev/null | tr -d '\r'`;
}

/** A command of a session as a reader types it, and what is shown below it. */
export interface Turn {
  readonly command: string;
  readonly shown: string;
}

/** The turns of a session: each begins with a line `$ command`. */
export function turnsOf(session: string): Turn[] {
  const blocks = session.split(/^\$ /m).slice(1);
  return blocks.map((block) => {
    const [command = "", ...shown] = block.trimEnd().split("\n");
    return { command, shown: shown.join("\n") };
  });
}

/**
 * What each command of a session prints in one shell, on both streams in order, as on a terminal. Without the progress that a busy machine
 * reports every ten seconds, and that a terminal takes away at the end.
 */
export async function play(turns: readonly Turn[], env: Readonly<Record<string, string>>): Promise<string[]> {
  const printed = await bash(turns.map(({ command }) => `${command}\nprintf '\\0'`).join("\n"), env);
  return printed
    .replaceAll(/^\d+ of \d+ done.*\n/gm, "")
    .split("\0")
    .slice(0, turns.length);
}
