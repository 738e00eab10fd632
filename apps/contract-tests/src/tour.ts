import { contract } from "@aom-workflow/client";
import { type RecordedRequest, startMock } from "@aom-workflow/mock";
import { cliArguments, runCli } from "./fixtures/run-cli.ts";
import { actions } from "./fixtures/stopped-node.ts";

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
    say("", "All three were applied. The mock is stopped.");
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
    `  < ${status} ${new TextDecoder().decode(answer)}`,
  ];
}

function say(...lines: string[]): void {
  process.stdout.write(`${lines.join("\n")}\n`);
}

await tour().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
