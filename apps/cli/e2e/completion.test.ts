import { execFile, spawnSync } from "node:child_process";
import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { shells } from "../src/surface/commands/aid-commands.ts";
import { bundle, nodeBinary } from "../test/run-cli.ts";

const posix = process.platform !== "win32";
const has = (shell: string) => posix && spawnSync(shell, ["--version"]).status === 0;

let home: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "aom-workflow-"));
  await mkdir(join(home, "aom-workflow"));
  await writeFile(join(home, "aom-workflow", "config.json"), JSON.stringify({ profiles: { "the team": {}, test: {} } }));
  await writeFile(join(home, "aom-workflow.sh"), "");
  const command = join(home, "bin", "aom-workflow");
  await mkdir(join(home, "bin"));
  await writeFile(command, `#!/bin/sh\nexec '${nodeBinary}' '${bundle}' "$@"\n`);
  await chmod(command, 0o755);
});
afterAll(() => rm(home, { recursive: true }));

function shell(name: string, argv: readonly string[]): Promise<string> {
  const env = { PATH: `${join(home, "bin")}:${process.env.PATH}`, XDG_CONFIG_HOME: home, HOME: home, TERM: "xterm", LC_ALL: "C.UTF-8" };
  return new Promise((resolve, reject) => {
    execFile(name, argv, { env, cwd: home, timeout: 30_000 }, (error, stdout, stderr) => {
      if (error) reject(new Error(`${error.message}\n${stderr}`));
      else resolve(stdout);
    });
  });
}

describe.skipIf(!has("bash"))("bash (skipped where it is not installed)", () => {
  const candidates = async (...words: string[]) => {
    const typed = words.map((word) => `'${word}'`).join(" ");
    const script = `eval "$(aom-workflow completion bash)"; COMP_WORDS=(aom-workflow ${typed}); COMP_CWORD=${words.length}; _aom_workflow; printf '%s\\n' "\${COMPREPLY[@]}"`;
    return (await shell("bash", ["--norc", "-u", "-c", script])).trim().split("\n");
  };

  test("proposes commands, values of the contract, regions and profiles", async () => {
    expect(await candidates("res")).toEqual(["restart"]);
    expect(await candidates("completion", "")).toEqual([...shells]);
    expect(await candidates("skip", "--region", "=", "cn-north-4")).toEqual(["cn-north-4"]);
    expect(await candidates("skip", "--profile", "t")).toEqual(["the\\ team", "test"]);
  });

  test("puts no space after an execution, which its node may follow", async () => {
    const line = "COMP_WORDS=(aom-workflow restart 6); COMP_CWORD=2; _aom_workflow";
    const fake = `aom-workflow() { printf ':nospace\\n6f2c\\tnightly\\n'; }; compopt() { echo "$@"; }`;
    const script = `eval "$(aom-workflow completion bash)"; ${fake}; ${line}; echo "\${COMPREPLY[@]}"`;
    expect(await shell("bash", ["--norc", "-c", script])).toBe("-o nospace\n6f2c\n");
  });

  test("runs nothing of what is typed", async () => {
    expect(await candidates("run", "--workflow", '$(touch "$HOME/run")', "")).not.toEqual([""]);
    expect(await shell("ls", [home])).not.toMatch(/^run$/m);
  });
});

describe.skipIf(!has("fish"))("fish (skipped where it is not installed)", () => {
  const candidates = async (line: string) => {
    const found = await shell("fish", ["-N", "-c", `aom-workflow completion fish | source; complete -C '${line}'`]);
    return found
      .trim()
      .split("\n")
      .map((each) => each.split("\t")[0]);
  };

  test("proposes commands, values of the contract, regions, profiles and files", async () => {
    expect(await candidates("aom-workflow res")).toEqual(["restart"]);
    expect(await candidates("aom-workflow completion ")).toEqual([...shells]);
    expect(await candidates("aom-workflow skip --region=cn-north-4")).toEqual(["--region=cn-north-4"]);
    expect(await candidates("aom-workflow skip --profile te")).toEqual(["test"]);
    expect(await candidates(`aom-workflow skip --token-file ${home}/aom-workflow.s`)).toEqual([`${home}/aom-workflow.sh`]);
  });
});

describe.skipIf(!has("zsh"))("zsh (skipped where it is not installed)", () => {
  /** Types into a real interactive shell, presses the tabulator, and waits until the last of the expected texts is on the screen. */
  const completed = (line: string, ...expected: readonly string[]) => {
    const script = `
      zmodload zsh/zpty
      setopt extendedglob
      zpty -b inner zsh -f -i
      zpty -w inner "PS1= ; autoload -Uz compinit; compinit -D -u; zstyle ':completion:*' list-colors; eval \\"\\$(aom-workflow completion zsh)\\"; print ready-\\$((1+1))"
      local out= all=
      repeat 200; do
        zpty -r -t inner out && all+=$out || sleep 0.05
        [[ $all == *ready-2* ]] && break
      done
      zpty -w -n inner $'${line}\\t'
      all=
      repeat 400; do
        zpty -r -t inner out && all+=$out || sleep 0.05
        [[ \${all//$'\\e['[0-9;?]#[a-zA-Z]/} == *'${expected.at(-1)}'* ]] && break
      done
      print -r -- $all
      zpty -d inner`;
    return shell("zsh", ["-f", "-c", script]).then((screen) => {
      const text = screen.replace(/\x1b\[[\d;?]*[a-zA-Z]/g, "");
      for (const each of expected) expect(text).toContain(each);
    });
  };

  test("proposes commands", () => completed("aom-workflow res", "aom-workflow restart "));
  test("proposes values of the contract", () => completed("aom-workflow completion ", ...shells));
  test("proposes values with an equals sign too", () => completed("aom-workflow stopped --status=pause", "paused"));
  test("proposes profiles", () => completed("aom-workflow skip --profile tes", "--profile test"));
});

describe.skipIf(!has("pwsh"))("PowerShell (skipped where it is not installed)", () => {
  test("proposes values of the contract", async () => {
    const line = "aom-workflow stopped --status fa";
    const script = `aom-workflow completion powershell | Out-String | Invoke-Expression; (TabExpansion2 '${line}' ${line.length}).CompletionMatches.CompletionText`;
    expect((await shell("pwsh", ["-NoProfile", "-Command", script])).trim()).toBe("failed\nfail");
  });
});
