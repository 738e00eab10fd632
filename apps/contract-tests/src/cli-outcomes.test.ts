import { type Mock, startMock } from "@aom-workflow/mock";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Case, End } from "./conformance/case.ts";
import { cases } from "./conformance/cases.ts";
import { faultScript } from "./conformance/fault-script.ts";
import { token } from "./fixtures/node-of-run.ts";
import { cliArguments, runCli } from "./fixtures/run-cli.ts";

/** What the documentation of the exit codes promises, written down apart from the code that keeps it. */
function promised({ outcome, status }: Pick<End, "outcome" | "status">): number {
  if (outcome === "applied") return 0;
  if (outcome === "unknown") return 6;
  if (outcome === "not-sent") return 3;
  return status === 401 || status === 403 ? 4 : 5;
}

const modes = {
  text: [],
  json: ["--output", "json"],
  query: ["--json", "--query", "[outcome || error.outcome, error.code, error.status, error.exitCode]"],
} as const;

type Mode = keyof typeof modes;

const scripts = { text: faultScript(), json: faultScript(), query: faultScript() };
const mocks: Partial<Record<Mode, Mock>> = {};
beforeAll(async () => {
  for (const mode of Object.keys(modes) as Mode[]) mocks[mode] = await startMock({ faults: scripts[mode].choose });
});
afterAll(() => Promise.all(Object.values(mocks).map((mock) => mock.close())));

/** Runs the command line against the faults of a case, in one mode. */
async function run(mode: Mode, { faults, timeout = 8_000 }: Case) {
  const mock = mocks[mode] as Mock;
  scripts[mode].play(faults);
  const seen = mock.requests.length;
  const end = await runCli([...cliArguments("restart", mock.url), "--timeout", String(timeout / 1000), ...modes[mode]]);
  expect(end.stdout + end.stderr).not.toContain(token);
  expect(end.stderr).not.toMatch(/\n {4}at |Warning/);
  return { ...end, requests: mock.requests.length - seen };
}

describe("each way a call can end has its exit code, in each form of the output", () => {
  it.each(cases)("$name", { timeout: 30_000 }, async (each) => {
    const end: End = each.over?.["node:http"] ?? each;
    const exitCode = promised(end);
    const [text, json, query] = await Promise.all([run("text", each), run("json", each), run("query", each)]);
    expect({ text: text.exitCode, json: json.exitCode, query: query.exitCode }).toEqual({
      text: exitCode,
      json: exitCode,
      query: exitCode,
    });
    for (const { requests } of [text, json, query]) expect(requests).toBe(end.requests);

    if (exitCode === 0) expect(text.stdout).toMatch(/^Restarted node .*\n$/);
    else expect(text).toMatchObject({ stdout: "", stderr: expect.stringMatching(says[end.outcome as keyof typeof says]) });

    expect(json.stderr).toBe("");
    const document = JSON.parse(json.stdout);
    const { outcome, code, status, attempts } = end;
    if (exitCode === 0) expect(document).toMatchObject({ ok: true, outcome, attempts });
    else
      expect(document).toMatchObject({
        ok: false,
        error: { outcome, code, attempts, exitCode, retryable: expect.any(Boolean), ...(status && { status }) },
      });

    expect(query.stderr).toBe("");
    expect(JSON.parse(query.stdout)).toEqual([outcome, code ?? null, status ?? null, exitCode || null]);
  });
});

const says = {
  unknown: /may have been applied/,
  rejected: /Nothing was done/,
  "not-sent": /Nothing was sent/,
};
