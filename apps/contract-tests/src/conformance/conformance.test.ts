import { setImmediate as turn } from "node:timers/promises";
import { type Mock, type RecordedRequest, startMock, startTlsFault } from "@aom-workflow/mock";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { node } from "../fixtures/stopped-node.ts";
import type { Case, End } from "./case.ts";
import { cases } from "./cases.ts";
import { faultScript } from "./fault-script.ts";
import { clientOver, endOf, expectedEnd, transports } from "./transports.ts";

/** No case may take longer than this, whatever its server does; the longest limit of an attempt is 5 s. */
const timeBoundMs = 12_000;

const script = faultScript();
/** Each connection carries one request. */
let fresh: Mock;
/** Connections are kept for further requests. */
let kept: Mock;
beforeAll(async () => {
  [fresh, kept] = await Promise.all([startMock({ faults: script.choose }), startMock({ faults: script.choose, keepConnections: true })]);
});
afterAll(() => Promise.all([fresh.close(), kept.close()]));

describe.each(transports)("over $name against faults on real sockets", (sending) => {
  /** Calls once and gives how the call ended and what the mock read. */
  async function play(mock: Mock, { faults, timeout }: Pick<Case, "faults" | "timeout">) {
    script.play(faults);
    const seen = mock.requests.length;
    const end = endOf(await clientOver(sending, mock.url, timeout).safe.restart(node));
    return { end, read: mock.requests.slice(seen) };
  }

  function check(end: Omit<End, "requests">, read: readonly RecordedRequest[], expected: End): void {
    expect(end).toEqual(expectedEnd(expected));
    expect(read).toHaveLength(expected.requests);
    expect(read.every(({ method }) => method === "POST")).toBe(true);
    if (end.outcome === "rejected" || end.outcome === "not-sent") {
      expect(read.filter(({ mayHaveBeenProcessed }) => mayHaveBeenProcessed)).toEqual([]);
    }
  }

  const casesHere = cases.map((each): Case & { end: End } => ({ ...each, end: each.over?.[sending.name] ?? each }));

  it.each(casesHere)(
    "$name: $end.outcome, also where a reading has left a connection, which it does not use",
    { timeout: timeBoundMs },
    async (each) => {
      const first = await play(fresh, each);
      check(first.end, first.read, each.end);

      script.play({ kind: "none" });
      const client = clientOver(sending, kept.url);
      expect(await client.safe.listExecutions({ workflowId: node.workflowId })).toMatchObject({ ok: true });
      await turn();
      const established = kept.connections.length;
      const again = await play(kept, each);
      check(again.end, again.read, each.end);
      for (const { connection } of again.read) expect(connection).toBeGreaterThanOrEqual(established);
    },
  );

  it.each(["reset-before-reading", "close-before-reading"] as const)(
    "%s: never claimed to be done or refused, and never read twice",
    async (kind) => {
      // Whether the connection is established before the reset arrives is a race; both ends of it are right.
      const { end, read } = await play(fresh, { faults: { kind } });
      expect(end).toBeOneOf([
        { outcome: "unknown", code: "connection", attempts: expect.any(Number) },
        ...(sending.provesNotSent ? [{ outcome: "not-sent", code: "connection", attempts: 3 }] : []),
      ]);
      expect(read).toEqual([]);
    },
  );

  it("an answer that comes before the request is read is judged by its status", async () => {
    const { end, read } = await play(fresh, { faults: { kind: "early-answer" } });
    expect(end).toMatchObject({ outcome: "unknown", attempts: 1 });
    expect(read).toEqual([]);
  });

  const possiblySent = { outcome: "unknown", code: "connection", attempts: 1 };
  const neverSent = sending.provesNotSent ? { outcome: "not-sent", code: "connection", attempts: 3 } : possiblySent;

  it(`nothing listens: ${neverSent.outcome}, tried ${neverSent.attempts} times`, async () => {
    await fresh.stopListening();
    try {
      expect(endOf(await clientOver(sending, fresh.url).safe.restart(node))).toEqual(neverSent);
    } finally {
      await fresh.listenAgain();
    }
  });

  it(`no such host: ${neverSent.outcome}`, { timeout: timeBoundMs }, async () => {
    expect(endOf(await clientOver(sending, "https://aom.nowhere.invalid").safe.restart(node))).toEqual(neverSent);
  });

  // A `fetch` does not tell whether a connection broke in the handshake or in the exchange.
  const brokenHandshake = sending.name === "node:http" ? neverSent : possiblySent;
  const tlsFaults = [
    ...(["self-signed", "expired", "wrong-host"] as const).map((kind) => ({ kind, end: { ...neverSent, attempts: 1 } })),
    ...(["plain-http", "close-in-handshake", "reset-in-handshake", "old-protocol"] as const).map((kind) => ({
      kind,
      end: brokenHandshake,
    })),
  ];

  it.each(tlsFaults)("TLS with $kind: $end.outcome, and no request got through", async ({ kind, end }) => {
    const server = await startTlsFault(kind);
    try {
      expect(endOf(await clientOver(sending, server.url).safe.restart(node))).toEqual(end);
      expect(server.requests).toBe(0);
    } finally {
      await server.close();
    }
  });
});
