import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";

describe("a call that is aborted while its login waits for an answer", () => {
  it.each(["node:http", "fetch"])("ends at once over %s, and leaves nothing that keeps the process alive", async (transport) => {
    const program = fileURLToPath(new URL("abort-login.main.ts", import.meta.url));
    // Less than the login's own time-out: a process that something keeps alive is killed, which fails the test.
    const { stdout } = await promisify(execFile)(process.execPath, ["--no-warnings", program, transport], { timeout: 25_000 });
    const ends = JSON.parse(stdout) as { request: string; code: string; outcome: string; tookMs: number; left: string[] }[];
    const expected = { request: expect.stringMatching(/^POST \/v3\/auth\/tokens\b/), code: "aborted", outcome: "not-sent", left: [] };
    expect(ends).toEqual([1, 2, 3].map(() => ({ ...expected, tookMs: expect.any(Number) })));
    // The quickest of them: another process may have needed the machine meanwhile.
    expect(Math.min(...ends.map(({ tookMs }) => tookMs))).toBeLessThan(100);
  });
});
