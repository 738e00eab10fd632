import { createClient, type SafeResult } from "@aom-workflow/client";
import { nodeFetch } from "@aom-workflow/client/node";
import { type Mock, startMock, startTlsFault, type TlsFaultKind } from "@aom-workflow/mock";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { actions, node, projectId, token } from "../fixtures/node-of-run.ts";
import type { Case, End } from "./case.ts";
import { cases } from "./cases.ts";
import { faultScript } from "./fault-script.ts";

/** No case may take longer than this, whatever its server does; the longest limit of an attempt is 5 s. */
const timeBoundMs = 9_000;

let mock: Mock;
const script = faultScript();
beforeAll(async () => {
  mock = await startMock({ faults: script.choose });
});
afterAll(() => mock.close());

const transports = [
  { name: "fetch", transport: "fetch", fetch: undefined },
  { name: "node:http", transport: "node:http", fetch: nodeFetch({ proxy: false }) },
  { name: "node:http with keep-alive", transport: "node:http", fetch: nodeFetch({ proxy: false, keepAlive: true }) },
] as const;
afterAll(() => {
  for (const { fetch } of transports) fetch?.close();
});

const ways = transports.flatMap((transport) => actions.map((action) => ({ ...transport, action })));

const clientWith =
  (fetch: typeof globalThis.fetch | undefined) =>
  (endpoint: string, timeout = 5_000) =>
    createClient({ endpoint, projectId, auth: token, fetch, timeout, deadline: 8_000, retry: { initialDelayMs: 1, maxDelayMs: 5 } });

function summary(result: SafeResult): Omit<End, "requests"> {
  if (result.ok) return { outcome: result.outcome, attempts: result.attempts };
  const { error } = result;
  return {
    outcome: result.outcome,
    attempts: error.attempts,
    code: error.code,
    ...(error.status !== undefined && { status: error.status }),
  };
}

describe.each(ways)("$action over $name against faults on real sockets", ({ action, transport, fetch }) => {
  const client = clientWith(fetch);
  const casesHere = cases.map((each): Case & { end: End } => ({ ...each, end: each.over?.[transport] ?? each }));

  it.each(casesHere)("$name: $end.outcome", { timeout: timeBoundMs }, async ({ end, faults, timeout }) => {
    const { outcome, code, status, requests, attempts } = end;
    script.play(faults);
    const seen = mock.requests.length;
    const result = await client(mock.url, timeout).safe[action](node);
    expect(summary(result)).toEqual({ outcome, attempts, ...(code && { code }), ...(status && { status }) });
    const read = mock.requests.slice(seen);
    expect(read).toHaveLength(requests);
    expect(read.every(({ method }) => method === "POST")).toBe(true);
    if (result.outcome === "rejected" || result.outcome === "not-sent") {
      expect(read.filter(({ mayHaveBeenProcessed }) => mayHaveBeenProcessed)).toEqual([]);
    }
  });

  it.each(["reset-before-reading", "close-before-reading"] as const)(
    "%s: never claimed to be done or refused, and never read twice",
    async (kind) => {
      // Whether the connection stands before the reset arrives is a race; both ends of it are right.
      script.play({ kind });
      const seen = mock.requests.length;
      const { outcome, code, attempts } = summary(await client(mock.url).safe[action](node));
      expect({ outcome, code, attempts }).toBeOneOf([
        { outcome: "unknown", code: "connection", attempts: expect.any(Number) },
        { outcome: "not-sent", code: "connection", attempts: 3 },
      ]);
      expect(mock.requests).toHaveLength(seen);
    },
  );

  it("nothing listens: not sent, tried three times", async () => {
    await mock.stopListening();
    try {
      expect(summary(await client(mock.url).safe[action](node))).toEqual({ outcome: "not-sent", code: "connection", attempts: 3 });
    } finally {
      await mock.listenAgain();
    }
  });

  it("no such host: not sent", { timeout: timeBoundMs }, async () => {
    expect(summary(await client("https://aom.nowhere.invalid").safe[action](node))).toMatchObject({
      outcome: "not-sent",
      code: "connection",
    });
  });
});

const tlsFaults: readonly Exclude<TlsFaultKind, "none">[] = [
  "self-signed",
  "expired",
  "wrong-host",
  "plain-http",
  "close-in-handshake",
  "reset-in-handshake",
  "old-protocol",
];

describe.each(ways)("$action over $name and TLS that fails before the request", ({ action, fetch }) => {
  const client = clientWith(fetch);

  it.each(tlsFaults)("%s: not sent, and no request got through", async (kind) => {
    const server = await startTlsFault(kind);
    try {
      expect(summary(await client(server.url).safe[action](node))).toEqual({ outcome: "not-sent", code: "connection", attempts: 3 });
      expect(server.requests).toBe(0);
    } finally {
      await server.close();
    }
  });
});
