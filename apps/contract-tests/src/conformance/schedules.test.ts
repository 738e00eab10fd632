import { createClient, fetchTransport, type Outcome, type Transport } from "@aom-workflow/client";
import { nodeTransport } from "@aom-workflow/client/node";
import { type Fault, type FaultMoment, type Mock, startMock } from "@aom-workflow/mock";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { actions, node, projectId, token } from "../fixtures/stopped-node.ts";
import { strikesBeforeReading } from "./fault-script.ts";
import { rest } from "./rest.ts";

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
/** Each succeeds, and leaves a connection behind that must not be trusted. */
const aftermaths = quick(
  { kind: "unsolicited-answer" },
  { kind: "unsolicited-answer", status: 404, value: { error_code: "AOM.31001306", error_msg: "unsolicited" } },
  { kind: "unsolicited-answer", afterMs: 1 },
  { kind: "unsolicited-answer", afterMs: 1, status: 404, value: { error_code: "AOM.31001306", error_msg: "unsolicited" } },
  { kind: "double-answer" },
  { kind: "longer-than-said" },
  { kind: "timeout-while-idle", afterMs: 1 },
  { kind: "close-while-idle" },
  { kind: "reset-while-idle" },
  { kind: "close-at-next-request" },
  { kind: "reset-at-next-request" },
);
const steps = fc.oneof(
  { weight: 5, arbitrary: refusals },
  { weight: 4, arbitrary: doubts },
  { weight: 1, arbitrary: fc.constant<Step>({ kind: "none" }) },
  { weight: 2, arbitrary: aftermaths },
);

const calls = fc.record({
  action: fc.constantFrom(...actions),
  steps: fc.array(steps, { maxLength: 5 }),
  maxAttempts: fc.integer({ min: 1, max: 6 }),
  /** Milliseconds after which the caller gives up; mostly never. */
  abortAfter: fc.option(fc.integer({ min: 0, max: 6 }), { freq: 6, nil: undefined }),
});
/** Calls one after another, so that each finds the connections that the ones before have left. */
const schedules = fc.array(calls, { minLength: 1, maxLength: 3 });

type Call = typeof calls extends fc.Arbitrary<infer T> ? T : never;

/** A mock whose faults follow the attempts of one call at a time. */
async function startScripted(send: Transport, keepConnections: boolean) {
  let current: Step = { kind: "none" };
  function choose({ request }: FaultMoment): Fault | undefined {
    return strikesBeforeReading(current) === (request === undefined) && current.kind !== "refused" ? current : undefined;
  }
  const intercept = () => ({ status: 200, body: { result: "success" } });
  const mock = await startMock({ faults: choose, keepConnections, intercept });

  /** Sets the step of each attempt before it is made, as a server changes between two requests. */
  function scripted(script: readonly Step[]): Transport {
    let attempt = 0;
    return async (request, options) => {
      current = script[attempt++] ?? { kind: "none" };
      if (current.kind !== "refused") return send(request, options);
      await mock.stopListening();
      return send(request, options).finally(() => mock.listenAgain());
    };
  }
  return { mock, scripted };
}

type Scripted = Awaited<ReturnType<typeof startScripted>>;

const runs = Number(process.env.FAULT_SCHEDULES ?? 5_000);
const seed = Number(process.env.FAULT_SEED ?? Date.now() % 2 ** 31);
const transports: readonly Transport[] = [
  nodeTransport({ proxy: false }),
  fetchTransport(globalThis.fetch),
  fetchTransport((input, init) => globalThis.fetch(input, init)),
];

describe(`${runs} random fault schedules with retries on (FAULT_SEED=${seed})`, () => {
  let servers: Scripted[];
  beforeAll(async () => {
    // Twice as many with kept connections, where more can go wrong.
    const kinds = transports.flatMap((send) => [false, true, true].map((keep) => startScripted(send, keep)));
    servers = await Promise.all(kinds);
  });
  afterAll(() => Promise.all(servers.map(({ mock }) => mock.close())));

  function call(
    { mock, scripted }: Scripted,
    { action, steps, maxAttempts, abortAfter }: Call,
    executionId: string,
    retryUnknownOutcome: boolean,
  ) {
    const retry = { maxAttempts, initialDelayMs: 1, maxDelayMs: 2 };
    const client = createClient({ endpoint: mock.url, projectId, auth: token, timeout: 40, retry, transport: scripted(steps) });
    const signal = abortAfter === undefined ? undefined : AbortSignal.timeout(abortAfter);
    return client.safe[action]({ ...node, executionId }, { signal, retryUnknownOutcome });
  }

  /** Counted by execution: the request of a call that was aborted may reach the server during the next one. */
  function processed(mock: Mock, executionId: string): number {
    return mock.requests.filter(({ mayHaveBeenProcessed, target }) => mayHaveBeenProcessed && target.includes(`/${executionId}/`)).length;
  }

  let count = 0;
  function property(server: Scripted, retryUnknownOutcome: boolean, seen: Set<Outcome>) {
    return fc.asyncProperty(schedules, async (schedule) => {
      (server.mock.requests as unknown[]).splice(0, server.mock.requests.length - 50);
      for (const each of schedule) {
        const executionId = `call-${++count}`;
        const { outcome } = await call(server, each, executionId, retryUnknownOutcome);
        seen.add(outcome);
        const applied = processed(server.mock, executionId);
        if (!retryUnknownOutcome) expect(applied, "requests of one call that may have been processed").toBeLessThanOrEqual(1);
        if (applied > 0) expect(outcome).toBeOneOf(["applied", "unknown"]);
        if (outcome === "applied") expect(applied).toBeGreaterThanOrEqual(1);
        if (each.steps.some((step) => "afterMs" in step)) await rest(4);
      }
    });
  }

  async function check(total: number, retryUnknownOutcome: boolean): Promise<Set<Outcome>> {
    const seen = new Set<Outcome>();
    await Promise.all(
      servers.map((server, index) =>
        fc.assert(property(server, retryUnknownOutcome, seen), {
          numRuns: Math.ceil(total / servers.length),
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

  it("a caller that retries unknown outcomes never gets a refusal when something may have been done", {
    timeout: 60_000,
  }, async () => {
    expect(await check(runs / 10, true)).toContain("applied");
  });
});
