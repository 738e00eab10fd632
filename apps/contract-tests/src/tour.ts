import { contract } from "@aom-workflow/client";
import { type Fault, type RecordedRequest, type Simulator, startSimulator, type WorkflowSeed } from "@aom-workflow/mock";
import { runCli } from "./fixtures/run-cli.ts";
import { projectId } from "./fixtures/stopped-node.ts";

const hosts = [{ name: "node-1", ip: "192.0.2.10", log: "df: command not found" }];

/** The state at the start of the tour: a node failed, another workflow is paused. */
const workflows: readonly WorkflowSeed[] = [
  {
    id: "nightly",
    name: "nightly-cleanup",
    nodes: [
      { id: "check-disks", takes: 200 },
      { id: "run-script", takes: 400, hosts, ends: "fail", failures: 1 },
      { id: "report", takes: 300 },
    ],
    executions: [{ id: "run-1", ago: 3_600_000 }],
  },
  {
    id: "payments",
    name: "支付服务发布",
    nodes: [
      { id: "build", takes: 200 },
      { id: "approve", kind: "pause" },
      { id: "roll-out", takes: 600_000 },
    ],
    executions: [{ id: "run-7", ago: 1_800_000 }],
  },
];

interface Scene {
  readonly title: string;
  readonly args: readonly string[];
  readonly exitCode: number;
  /** What goes wrong after the service has acted. */
  readonly fault?: Fault;
}

const nightly = "--workflow nightly --execution run-1";
const payments = "--workflow payments --execution run-7";

const scenes: readonly Scene[] = [
  { title: "What stopped?", args: words("stopped --by cause"), exitCode: 0 },
  { title: "Why?", args: words(`show ${nightly} --logs`), exitCode: 0 },
  {
    title: "Once the host is repaired, restart the node and wait for the effect.",
    args: words(`restart ${nightly} --node run-script --wait`),
    exitCode: 0,
  },
  { title: "A skip is not sent, because no node failed.", args: words(`skip ${payments} --node approve --yes`), exitCode: 5 },
  {
    title:
      "Continue past the pause. The connection breaks after the service has acted: the execution is read again, and nothing is sent twice.",
    args: words(`continue ${payments} --node approve --yes`),
    exitCode: 0,
    fault: { kind: "reset-after-reading" },
  },
  {
    title: "If the state was not read first, nobody can say whether an action without a response was done.",
    args: words(`stop ${payments} --yes --no-check`),
    exitCode: 6,
    fault: { kind: "reset-after-reading" },
  },
  { title: "So look.", args: words("executions --workflow payments"), exitCode: 0 },
];

function words(line: string): readonly string[] {
  return line.split(" ");
}

/** What `pnpm start` shows: someone finds what stopped and gets it going again, against the simulator. */
async function tour(): Promise<void> {
  let fault: Fault | undefined;
  const simulator = await startSimulator({
    seed: { workflows },
    clock: "real",
    faults: ({ request }) => (request?.method === "POST" && !request.target.endsWith("/workflow-list") ? fault : undefined),
  });
  try {
    say(`A simulator of ${contract.path} listens on ${simulator.url}. How it behaves is our reading of the vendor's pages.`);
    for (const scene of scenes) {
      fault = scene.fault;
      await play(scene, simulator);
    }
    say(
      "",
      `Exit codes: 0 done, 5 nothing was done, 6 it may have been done. The simulator has ended; start one that keeps running: npx --yes pnpm@12 mock --simulator`,
    );
  } finally {
    await simulator.close();
  }
}

async function play({ title, args, exitCode }: Scene, { url, requests }: Simulator): Promise<void> {
  const before = requests.length;
  say("", `# ${title}`, `$ aom-workflow ${args.join(" ")}`);
  const run = await runCli(args, { AOM_WORKFLOW_ENDPOINT: url, AOM_WORKFLOW_PROJECT: projectId });
  say(
    ...wire(requests.slice(before)),
    `${run.stdout}${run.stderr}`.trimEnd(),
    ...(run.exitCode === 0 ? [] : [`(exit code ${run.exitCode})`]),
  );
  if (run.exitCode !== exitCode)
    throw new Error(`aom-workflow ${args.join(" ")} ended with exit code ${run.exitCode} instead of ${exitCode}.`);
}

/** What changed something, as it went over the wire. */
function wire(requests: readonly RecordedRequest[]): string[] {
  const actions = requests.filter(({ method, target }) => method === "POST" && !target.endsWith("/workflow-list"));
  return actions.flatMap(({ method, target, status, answer }) => [
    `  > ${method} ${target}`,
    status === undefined ? "  < (no response)" : `  < ${status} ${new TextDecoder().decode(answer)}`,
  ]);
}

function say(...lines: string[]): void {
  process.stdout.write(`${lines.join("\n")}\n`);
}

await tour().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
