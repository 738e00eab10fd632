import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { type Mock, startMock } from "@aom-workflow/mock";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

let iam: Mock;
beforeAll(async () => {
  iam = await startMock({ faults: { kind: "hang" } });
});
afterAll(() => iam.close());

describe("a call that is aborted while its login waits for an answer", () => {
  it.each(["node:http", "fetch"])("ends at once over %s, and leaves nothing that keeps the process alive", async (transport) => {
    const before = iam.requests.length;
    const program = fileURLToPath(new URL("abort-login.main.ts", import.meta.url));
    // Far less than the login's own time-out: a process that something keeps alive is killed, which fails the test.
    const { stdout } = await promisify(execFile)(process.execPath, ["--no-warnings", program, iam.url, transport], { timeout: 15_000 });
    const ends = JSON.parse(stdout) as { code: string; outcome: string; tookMs: number; left: string[] }[];
    expect(ends.map(({ code, outcome, left }) => ({ code, outcome, left }))).toEqual(
      ends.map(() => ({ code: "aborted", outcome: "not-sent", left: [] })),
    );
    expect(Math.min(...ends.map(({ tookMs }) => tookMs))).toBeLessThan(100);
    expect(iam.requests.slice(before).map(({ target }) => target)).toEqual(ends.map(() => expect.stringMatching(/^\/v3\/auth\/tokens\b/)));
  });
});
