import { type Faults, startMock, startSimulator, type WorkflowSeed } from "@aom-workflow/mock";
import { startPostgres } from "../../../tools/lab/postgres.ts";

/** What an example needs to reach its mock, and how to end that. */
export interface World {
  readonly url: string;
  readonly requests: readonly { readonly target: string }[];
  /** Of a database that the journal is kept in. */
  readonly env?: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** A night: a node has failed, and somebody is waited for. Times are short, so that a wait ends. */
const night: readonly WorkflowSeed[] = [
  {
    id: "nightly",
    name: "nightly-cleanup",
    nodes: [
      { id: "check-disks", takes: 200 },
      {
        id: "run-script",
        takes: 400,
        hosts: [{ name: "node-1", ip: "192.0.2.10", log: "df: command not found" }],
        ends: "fail",
        failures: 1,
      },
      { id: "report", takes: 300 },
    ],
    executions: [{ id: "run-1", ago: 3_600_000 }],
  },
  {
    id: "release",
    name: "release",
    nodes: [
      { id: "build", takes: 200 },
      { id: "approve", kind: "pause" },
      { id: "roll-out", takes: 600_000 },
    ],
    executions: [{ id: "run-7", ago: 1_800_000 }],
  },
];

export const atNight = (): Promise<World> => startSimulator({ seed: { workflows: night }, clock: "real" });

/** The same, but the answer to the first restart of the node that failed is lost after the service has acted. */
export function losingTheAnswer(): Promise<World> {
  let lost = false;
  const faults: Faults = ({ request }) => {
    if (lost || !request?.target?.includes("action=restart&node_id=run-script")) return undefined;
    lost = true;
    return { kind: "reset-after-reading" };
  };
  return startSimulator({ seed: { workflows: night }, clock: "real", faults });
}

/** Three executions have failed, and the gateway refuses the first restart of the second as too many requests. */
export function threeFailed(): Promise<World> {
  let throttled = false;
  const faults: Faults = ({ request }) => {
    if (throttled || !request?.target?.includes("/run-2/operation?action=restart&node_id=run-script")) return undefined;
    throttled = true;
    // Longer than a call waits.
    return { kind: "throttled", retryAfter: "600" };
  };
  const [nightly] = night as readonly [WorkflowSeed];
  const executions = ["run-1", "run-2", "run-3"].map((id, index) => ({ id, ago: 3_600_000 * (index + 1) }));
  return startSimulator({ seed: { workflows: [{ ...nightly, executions }] }, clock: "real", faults });
}

/** Every answer to a restart is lost, and the service acts five minutes later: no reading can prove it before. */
export function actingLate(): Promise<World> {
  const workflows = night.map((workflow) => ({ ...workflow, actsLate: 300_000 }));
  const faults: Faults = ({ request }) => (request?.target.includes("action=restart") ? { kind: "close-after-reading" } : undefined);
  return startSimulator({ seed: { workflows }, clock: "real", faults });
}

/** The gateway refuses every restart as one request too many. */
export function throttling(): Promise<World> {
  const faults: Faults = ({ request }) =>
    request?.target.includes("action=restart") ? { kind: "throttled", retryAfter: "600" } : undefined;
  return startSimulator({ seed: { workflows: night }, clock: "real", faults });
}

/** What `pnpm mock --simulator` starts. */
export const simulated = (): Promise<World> => startSimulator({ clock: "real" });

/** A mock that answers by the examples of the contract, and knows no execution named `gone`. */
export function mocked(): Promise<World> {
  return startMock({ answer: ({ target }) => (target.includes("/gone/") ? { code: 404 } : undefined) });
}

/** The same, except that the answer for the execution `lost` never arrives. */
export function losingSome(): Promise<World> {
  return startMock({
    answer: ({ target }) => (target.includes("/gone/") ? { code: 404 } : undefined),
    faults: ({ request }) => (request?.target.includes("/lost/") ? { kind: "reset-after-reading" } : undefined),
  });
}

/**
 * After an outage of two hosts two hundred executions stand still. The answer to the restart of one is lost, and the service acts on it only
 * five minutes later.
 *
 * @param start time at which it begins, in milliseconds since 1970 (UTC); by default now
 */
export function twoHundred(start?: number): Promise<World> {
  const stopped = [
    { node: "deploy-service", log: "connect ETIMEDOUT 192.0.2.99:443", workflows: 10, each: 14 },
    { node: "run-script", log: "df: command not found", workflows: 8, each: 7 },
  ];
  const failed = stopped.flatMap(({ node, log, workflows, each }) =>
    Array.from(
      { length: workflows },
      (_, at): WorkflowSeed => ({
        id: `${node}-${at + 1}`,
        name: `${node}-${at + 1}`,
        nodes: [
          { id: node, ends: "fail", failures: 1, takes: 20, hosts: [{ name: "node-1", ip: "192.0.2.10", log }] },
          { id: "check", takes: 3_600_000 },
        ],
        executions: Array.from({ length: each }, (_, run) => ({ id: `${node}-${at + 1}-${run + 1}`, ago: 3_600_000 + run * 60_000 })),
        ...(at === 9 && { actsLate: 300_000 }),
      }),
    ),
  );
  const release: WorkflowSeed = {
    id: "release",
    name: "release",
    nodes: [
      { id: "approve", kind: "pause" },
      { id: "roll-out", takes: 3_600_000 },
    ],
    executions: Array.from({ length: 4 }, (_, run) => ({ id: `release-${run + 1}`, ago: 3_600_000 + run * 60_000 })),
  };
  const faults: Faults = ({ request }) =>
    request?.target?.includes("/deploy-service-10-14/operation?") ? { kind: "close-after-reading" } : undefined;
  return startSimulator({ seed: { workflows: [...failed, release] }, clock: "real", faults, ...(start !== undefined && { start }) });
}

/** Forty failed executions, and a PostgreSQL server. */
export async function withDatabase(): Promise<World> {
  const database = await startPostgres();
  const node = { id: "deploy-service", takes: 20, ends: "fail" as const, failures: 1 };
  const executions = Array.from({ length: 40 }, (_, at) => ({ id: `deploy-${at + 1}`, ago: 60_000 }));
  const workflow = { id: "deploy", name: "deploy", nodes: [node, { id: "check", takes: 600_000 }], executions };
  const service = await startSimulator({ seed: { workflows: [workflow] }, clock: "real" });
  const { host, password } = new URL(database.url);
  return {
    url: service.url,
    requests: service.requests,
    env: { PGPASSWORD: password, DATABASE: host, DATABASE_URL: database.url },
    async close() {
      await service.close();
      await database.stop();
    },
  };
}
