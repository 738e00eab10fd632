import { createClient, type Outcome } from "@aom-workflow/client";
import { nodeFetch } from "@aom-workflow/client/node";
import { type Fault, type FaultMoment, type Mock, startMock } from "@aom-workflow/mock";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { actions, node, projectId, token } from "../fixtures/node-of-run.ts";

/** One step of a schedule: a fault, or nothing listening at all. */
type Step = Fault | { readonly kind: "refused" };

const quick = <const F extends readonly Step[]>(...faults: F) => fc.constantFrom<Step>(...faults);
const error = (status: number, error_code: string): Fault => ({ kind: "json", status, value: { error_code, error_msg: "scripted" } });

const refusals = quick(
  { kind: "refused" },
  { kind: "throttled" },
  { kind: "throttled", retryAfter: "0" },
  { kind: "throttled", retryAfter: "soon" },
  { kind: "gateway-unavailable" },
  error(400, "AOM.31001418"),
  error(401, "APIGW.0307"),
  error(404, "AOM.31001306"),
);
const doubts = quick(
  { kind: "reset-before-reading" },
  { kind: "close-before-reading" },
  { kind: "reset-after-reading" },
  { kind: "close-after-reading" },
  { kind: "hang" },
  { kind: "close-mid-headers" },
  { kind: "close-mid-body" },
  { kind: "truncated-json" },
  { kind: "wrong-content-type" },
  { kind: "content-length-too-long" },
  { kind: "bad-gzip" },
  { kind: "html", status: 200 },
  { kind: "html", status: 502 },
  { kind: "empty-body" },
  { kind: "json", value: null },
  { kind: "undeclared-status", status: 202 },
  { kind: "redirect", status: 307 },
  { kind: "redirect", status: 302 },
  { kind: "informational" },
  { kind: "oversized-headers" },
  { kind: "garbage" },
  error(500, "AOM.31001405"),
  error(503, "AOM.31001405"),
  error(504, "APIGW.0201"),
);
const steps = fc.oneof(
  { weight: 5, arbitrary: refusals },
  { weight: 4, arbitrary: doubts },
  { weight: 1, arbitrary: fc.constant<Step>({ kind: "none" }) },
);

const schedules = fc.record({
  action: fc.constantFrom(...actions),
  steps: fc.array(steps, { maxLength: 5 }),
  maxAttempts: fc.integer({ min: 1, max: 6 }),
  /** Milliseconds after which the caller gives up; mostly never. */
  abortAfter: fc.option(fc.integer({ min: 0, max: 6 }), { freq: 6, nil: undefined }),
});

/** A mock whose faults follow the attempts of one call at a time. */
async function startScripted(send: typeof fetch) {
  let current: Step = { kind: "none" };
  function choose({ request }: FaultMoment): Fault | undefined {
    const beforeReading = current.kind === "reset-before-reading" || current.kind === "close-before-reading";
    return beforeReading === (request === undefined) && current.kind !== "refused" ? current : undefined;
  }
  const mock = await startMock({ faults: choose, intercept: () => ({ status: 200, body: { result: "success" } }) });

  /** Sets the step of each attempt before it is made, as a server changes between two requests. */
  function scripted(script: readonly Step[]): typeof fetch {
    let attempt = 0;
    return async (input, init) => {
      current = script[attempt++] ?? { kind: "none" };
      if (current.kind !== "refused") return send(input, init);
      await mock.stopListening();
      return send(input, init).finally(() => mock.listenAgain());
    };
  }
  return { mock, scripted };
}

type Scripted = Awaited<ReturnType<typeof startScripted>>;
type Schedule = typeof schedules extends fc.Arbitrary<infer T> ? T : never;

const runs = Number(process.env.FAULT_SCHEDULES ?? 5_000);
const servers = 9;
const transports = [fetch, nodeFetch({ proxy: false }), nodeFetch({ proxy: false, keepAlive: true })];
const seed = Number(process.env.FAULT_SEED ?? Date.now() % 2 ** 31);

describe(`${runs} random fault schedules with retries on (FAULT_SEED=${seed})`, () => {
  let running: Scripted[];
  beforeAll(async () => {
    running = await Promise.all(
      Array.from({ length: servers }, (_, index) => startScripted(transports[index % transports.length] as typeof fetch)),
    );
  });
  afterAll(() => Promise.all(running.map(({ mock }) => mock.close())));

  function call({ mock, scripted }: Scripted, schedule: Schedule, acceptDoubleExecution: boolean, executionId: string) {
    const retry = { maxAttempts: schedule.maxAttempts, initialDelayMs: 1, maxDelayMs: 2 };
    const client = createClient({ endpoint: mock.url, projectId, auth: token, timeout: 40, retry, fetch: scripted(schedule.steps) });
    const signal = schedule.abortAfter === undefined ? undefined : AbortSignal.timeout(schedule.abortAfter);
    return client.safe[schedule.action]({ ...node, executionId }, { signal, acceptDoubleExecution });
  }

  /** Counted by execution: the request of a call that was aborted may reach the server during the next one. */
  function processed(mock: Mock, executionId: string): number {
    return mock.requests.filter(({ mayHaveBeenProcessed, target }) => mayHaveBeenProcessed && target.includes(`/${executionId}/`)).length;
  }

  let calls = 0;
  function property(server: Scripted, acceptDoubleExecution: boolean, seen: Set<Outcome>) {
    return fc.asyncProperty(schedules, async (schedule) => {
      const executionId = `call-${++calls}`;
      (server.mock.requests as unknown[]).splice(0, server.mock.requests.length - 50);
      const { outcome } = await call(server, schedule, acceptDoubleExecution, executionId);
      seen.add(outcome);
      const count = processed(server.mock, executionId);
      if (!acceptDoubleExecution) expect(count, "requests of one call that may have been processed").toBeLessThanOrEqual(1);
      if (count > 0) expect(outcome).toBeOneOf(["applied", "unknown"]);
      if (outcome === "applied") expect(count).toBeGreaterThanOrEqual(1);
    });
  }

  async function check(total: number, acceptDoubleExecution: boolean): Promise<Set<Outcome>> {
    const seen = new Set<Outcome>();
    await Promise.all(
      running.map((server, index) =>
        fc.assert(property(server, acceptDoubleExecution, seen), {
          numRuns: Math.ceil(total / servers),
          seed: seed + index,
          endOnFailure: false,
        }),
      ),
    );
    return seen;
  }

  it("at most one request that may have been processed per call, and never an outcome that denies it", { timeout: 180_000 }, async () => {
    // Every outcome must have come about, or the schedules would prove nothing.
    expect(await check(runs, false)).toEqual(new Set(["applied", "rejected", "not-sent", "unknown"]));
  });

  it("who accepts double execution is still never told that nothing was done when something may have been", {
    timeout: 60_000,
  }, async () => {
    expect(await check(runs / 10, true)).toContain("applied");
  });
});
