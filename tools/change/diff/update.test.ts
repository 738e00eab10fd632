import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { update } from "./update.ts";

const cwd = fileURLToPath(new URL("..", import.meta.url));

test("each step prints how long it took, and the first that fails is the last", () => {
  let said = "";
  const isDone = update(
    [
      ["wait", "sleep 0.3"],
      ["explain", "echo why", "read"],
      ["fail", "echo because >&2; exit 3"],
      ["never", "echo never"],
    ],
    " --from main",
    (text) => {
      said += text;
    },
  );
  expect(isDone).toBe(false);
  expect(said).toMatch(
    /^✓ wait \((0\.[3-9]|\d{1,2}\.\d) s\)\n✓ explain \(\d+\.\d s\)\n {2}why\n[\s\S]*✗ fail \(\d+\.\d s\)\n[\s\S]*because[\s\S]*pnpm spec:update --from main\n$/,
  );
});

test.for(["diff/main.ts", "diff/update.ts", "api/main.ts", "walks.ts"])(
  "%s prints its options with --help, and after an unknown option",
  (file) => {
    const run = (option: string) => spawnSync(process.execPath, [file, option], { cwd, encoding: "utf8" });
    expect(run("--help")).toMatchObject({ status: 0, stdout: expect.stringMatching(/^pnpm [\w:]+ \[--/) });
    expect(run("--form")).toMatchObject({ status: 2, stderr: expect.stringMatching(/^Unknown option '--form'.*\n\npnpm [\w:]+ \[--/) });
  },
);
