import { contract } from "@aom-workflow/client";
import { type Fault, type RecordedRequest, startMock } from "@aom-workflow/mock";
import { cliArguments, runCli } from "./fixtures/run-cli.ts";
import { actions } from "./fixtures/stopped-node.ts";

/** Failures that the mock plays once the three actions are shown: one where nothing was done, one where nobody can know. */
const failures: readonly Failure[] = [
  {
    happens: "The service refuses: the execution is not stopped at this node.",
    fault: {
      kind: "json",
      status: 400,
      value: { error_code: "AOM.31001418", error_msg: "The node status does not allow this operation.", request_id: "3d2c9d0c1a" },
    },
    exitCode: 5,
  },
  { happens: "The connection breaks after the request was read.", fault: { kind: "reset-after-reading" }, exitCode: 6 },
];

interface Failure {
  readonly happens: string;
  readonly fault: Fault;
  readonly exitCode: number;
}

/** What `pnpm start` shows: the command line against a mock of the contract, with what went over the wire. */
async function tour(): Promise<void> {
  const mock = await startMock();
  try {
    say(`A mock of ${contract.path} (version ${contract.version}) listens on ${mock.url}.`);
    for (const action of actions) {
      const args = cliArguments(action, mock.url);
      say("", `$ aom-workflow ${args.join(" ")}`);
      const run = await runCli(args);
      say(...wire(mock.requests.at(-1)), `${run.stdout}${run.stderr}`.trimEnd());
      if (run.exitCode !== 0) throw new Error(`aom-workflow ${action} ended with exit code ${run.exitCode}.`);
    }
    say("", "All three were applied. Now two that fail.");
    for (const failure of failures) await showFailure(failure);
    say(
      "",
      "Exit code 5: nothing was done. Exit code 6: it may have been done. The mocks are stopped.",
      "Start one that stays with `npx --yes pnpm@12 mock`: its first lines can be copied into another terminal.",
    );
  } finally {
    await mock.close();
  }
}

async function showFailure({ happens, fault, exitCode }: Failure): Promise<void> {
  const mock = await startMock({ faults: fault });
  try {
    const args = cliArguments("restart", mock.url);
    say("", happens, `$ aom-workflow ${args.join(" ")}`);
    const run = await runCli(args);
    say(...wire(mock.requests.at(-1)), run.stderr.trimEnd(), `  (exit code ${run.exitCode})`);
    if (run.exitCode !== exitCode) throw new Error(`The failure ended with exit code ${run.exitCode} instead of ${exitCode}.`);
  } finally {
    await mock.close();
  }
}

function wire(request: RecordedRequest | undefined): string[] {
  if (!request) return ["  (nothing was sent)"];
  const { method, target, headers, status, answer } = request;
  const shown = ["accept", "content-type", "content-length", "x-auth-token"].filter((name) => headers[name] !== undefined);
  return [
    `  > ${method} ${target}`,
    ...shown.map((name) => `  > ${name}: ${name === "x-auth-token" ? "[redacted]" : headers[name]}`),
    status === undefined ? "  < (no answer)" : `  < ${status} ${new TextDecoder().decode(answer)}`,
  ];
}

function say(...lines: string[]): void {
  process.stdout.write(`${lines.join("\n")}\n`);
}

await tour().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
