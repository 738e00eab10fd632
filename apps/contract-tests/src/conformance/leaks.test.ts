import { inspect } from "node:util";
import { createClient, operations } from "@aom-workflow/client";
import { type Fault, type Mock, startMock } from "@aom-workflow/mock";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cliArguments, runCli } from "../fixtures/run-cli.ts";
import { node, projectId } from "../fixtures/stopped-node.ts";
import { cases } from "./cases.ts";
import { faultScript } from "./fault-script.ts";

const secrets = {
  "X-Auth-Token": "MARKED-TOKEN-3f1a9c",
  "X-Security-Token": "MARKED-SECURITY-TOKEN-77b0d2",
  Authorization: "SDK-HMAC-SHA256 Access=MARKEDACCESSKEY, SignedHeaders=host, Signature=3a4b5c6d7e8f90a1b2c3",
};
const token = secrets["X-Auth-Token"];
const marks = [token, secrets["X-Security-Token"], "3a4b5c6d7e8f90a1b2c3"];

/** A server that quotes the secrets back, as the gateway does with the canonical request. */
const quoted = marks.join("|");
const echoes: readonly { name: string; faults: Fault }[] = [
  {
    name: "an error that quotes them",
    faults: {
      kind: "json",
      status: 401,
      value: { error_code: "APIGW.0301", error_msg: `verify aksk signature fail, canonicalRequest:${quoted}` },
    },
  },
  { name: "an unreadable answer that quotes them", faults: { kind: "json", status: 200, value: [quoted] } },
  { name: "a redirect that quotes them", faults: { kind: "redirect", status: 307, location: `/?${quoted}` } },
];

let mock: Mock;
const script = faultScript();
beforeAll(async () => {
  mock = await startMock({ faults: script.choose });
});
afterAll(() => mock.close());

const failing = [...cases.filter(({ outcome }) => outcome !== "applied"), ...echoes];

function expectNoMark(text: string): void {
  for (const mark of marks) expect(text).not.toContain(mark);
}

describe("no secret in what a failure leaves behind", () => {
  it.each(failing)("client: $name", async ({ faults, ...more }) => {
    script.play(faults);
    const events: unknown[] = [];
    const record = (event: unknown) => events.push(event);
    const aom = createClient({
      endpoint: mock.url,
      projectId,
      timeout: "timeout" in more ? more.timeout : 5_000,
      retry: { initialDelayMs: 1, maxDelayMs: 2 },
      hooks: { onAttemptStart: record, onAttemptEnd: record, onRetry: record, onCallEnd: record },
      auth: () => secrets,
    });
    const error = await aom.restart(node).catch((caught) => caught);
    expect(error).toBeInstanceOf(Error);
    const dryRun = await aom.dryRun(operations.skip, node);
    for (const left of [error, error.cause, events, dryRun])
      expectNoMark(`${inspect(left, { depth: 12, showHidden: true })}${JSON.stringify(left)}`);
    expectNoMark(`${error.message}${error.stack}`);
  });

  it("the requests did carry them, so that the silence above means something", () => {
    expect(mock.requests.at(-1)?.headers).toMatchObject({ "x-auth-token": secrets["X-Auth-Token"], authorization: secrets.Authorization });
  });

  const forms = [["--output", "json"], ["--debug"]];

  it.concurrent.each(echoes.flatMap((echo) => forms.map((form) => ({ ...echo, form }))))(
    "command line with $form: $name",
    async ({ faults, form }) => {
      const mock = await startMock({ faults });
      try {
        const { exitCode, stdout, stderr } = await runCli([...cliArguments("restart", mock.url), ...form], { AOM_WORKFLOW_TOKEN: token });
        expect(exitCode).not.toBe(0);
        expect(stdout + stderr).not.toContain(token);
        expect(mock.requests).toHaveLength(1);
      } finally {
        await mock.close();
      }
    },
  );
});
