import { type Fault, startMock } from "@aom-workflow/mock";
import { describe, expect, it } from "vitest";
import { cliArguments, runCli } from "../fixtures/run-cli.ts";
import { token } from "../fixtures/stopped-node.ts";

const error = (status: number, error_code: string): Fault => ({ kind: "json", status, value: { error_code, error_msg: "scripted" } });

/** One end of a call for each exit code that the documentation of the exit codes promises; which failure has which code is a table of the command line's own. */
const ends = [
  { exitCode: 0, outcome: "applied", code: undefined, fault: { kind: "none" }, says: /^Restarted / },
  { exitCode: 3, outcome: "not-sent", code: "connection", fault: "nothing listens", says: /Nothing was sent/ },
  { exitCode: 4, outcome: "rejected", code: "api-error", fault: error(401, "APIGW.0301"), says: /Nothing was done/ },
  { exitCode: 5, outcome: "rejected", code: "api-error", fault: error(404, "AOM.31001306"), says: /Nothing was done/ },
  { exitCode: 6, outcome: "unknown", code: "connection", fault: { kind: "reset-after-reading" }, says: /may have been applied/ },
] as const;

const forms = [
  { form: "text", flags: [] },
  { form: "json", flags: ["--output", "json"] },
  { form: "query", flags: ["--json", "--query", "[outcome || error.outcome, error.code, error.exitCode]"] },
] as const;

describe("each exit code, in each form of the output", () => {
  const rows = ends.flatMap((end) => forms.map((each) => ({ ...end, ...each })));

  it.concurrent.each(rows)("$exitCode as $form: $outcome", async ({ exitCode, outcome, code, fault, says, form, flags }) => {
    const mock = await startMock(fault === "nothing listens" ? {} : { faults: fault });
    try {
      if (fault === "nothing listens") await mock.stopListening();
      const run = await runCli([...cliArguments("restart", mock.url), ...flags]);
      expect(run.exitCode).toBe(exitCode);
      expect(mock.requests).toHaveLength(outcome === "not-sent" ? 0 : 1);
      expect(run.stdout + run.stderr).not.toContain(token);
      expect(run.stderr).not.toMatch(/\n {4}at |Warning/);

      if (form === "text")
        return expect(run).toMatchObject(
          exitCode === 0 ? { stdout: expect.stringMatching(says), stderr: "" } : { stdout: "", stderr: expect.stringMatching(says) },
        );
      expect(run.stderr).toBe("");
      const document = JSON.parse(run.stdout);
      if (form === "query") expect(document).toEqual([outcome, code ?? null, exitCode || null]);
      else expect(document).toMatchObject(exitCode === 0 ? { ok: true, outcome } : { ok: false, error: { outcome, code, exitCode } });
    } finally {
      await mock.close();
    }
  });
});
