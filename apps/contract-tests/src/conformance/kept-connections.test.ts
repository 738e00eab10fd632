import { type Fault, type Mock, startMock } from "@aom-workflow/mock";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { node } from "../fixtures/stopped-node.ts";
import { type End, once } from "./case.ts";
import { faultScript } from "./fault-script.ts";
import { rest } from "./rest.ts";
import { clientOver, endOf, expectedEnd, transports } from "./transports.ts";

const script = faultScript();
let mock: Mock;
beforeAll(async () => {
  mock = await startMock({ faults: script.choose, keepConnections: true });
});
beforeEach(async () => {
  // No connection is left from another case.
  await mock.stopListening();
  await mock.listenAgain();
  await rest(5);
});
afterAll(() => mock.close());

const refusal = { error_code: "AOM.31001306", error_msg: "Execution not exist." };
const refused: Fault = { kind: "json", status: 404, value: refusal };
const applied = { outcome: "applied", ...once } as const;
const rejected = { outcome: "rejected", code: "api-error", status: 404, ...once } as const;
/** What the connection of a first call does, and how a second call must end whose own answer is this. */
interface KeptCase {
  readonly name: string;
  readonly fault: Fault;
  /** What happens to the second request, where it is read at all. */
  readonly next: Fault;
  readonly second: End;
  readonly catches: string;
}

const cases: readonly KeptCase[] = [
  {
    name: "a refusal in the same packet",
    fault: { kind: "unsolicited-answer", status: 404, value: refusal },
    next: { kind: "none" },
    second: applied,
    catches: "a refusal that nobody was given, believed by the next request",
  },
  {
    name: "a refusal at rest",
    fault: { kind: "unsolicited-answer", status: 404, value: refusal, afterMs: 10 },
    next: { kind: "none" },
    second: applied,
    catches: "an idle connection that nobody listens to",
  },
  {
    name: "a success in the same packet",
    fault: { kind: "unsolicited-answer" },
    next: refused,
    second: rejected,
    catches: "a success that nobody was given, believed by the next request",
  },
  {
    name: "a success at rest",
    fault: { kind: "unsolicited-answer", afterMs: 10 },
    next: refused,
    second: rejected,
    catches: "an idle connection that nobody listens to",
  },
  {
    name: "the answer twice",
    fault: { kind: "double-answer" },
    next: refused,
    second: rejected,
    catches: "an answer used for two requests",
  },
  {
    name: "an answer longer than it said",
    fault: { kind: "longer-than-said" },
    next: { kind: "none" },
    second: applied,
    catches: "the rest of one answer read as the head of the next",
  },
  {
    name: "a 408 while idle",
    fault: { kind: "timeout-while-idle", afterMs: 10 },
    next: { kind: "none" },
    second: applied,
    catches: "a 408 for no request, believed by the next one",
  },
  {
    name: "closed while idle",
    fault: { kind: "close-while-idle", afterMs: 10 },
    next: { kind: "none" },
    second: applied,
    catches: "a request sent into a closed connection",
  },
  {
    name: "reset while idle",
    fault: { kind: "reset-while-idle", afterMs: 10 },
    next: { kind: "none" },
    second: applied,
    catches: "a reset that escapes as an uncaught error",
  },
  {
    name: "closed when the next request arrives",
    fault: { kind: "close-at-next-request" },
    next: { kind: "none" },
    second: applied,
    catches: "a request sent into a connection that was used before",
  },
  {
    name: "reset when the next request arrives",
    fault: { kind: "reset-at-next-request" },
    next: { kind: "none" },
    second: applied,
    catches: "a request sent into a connection that was used before",
  },
];

describe.each(transports)("over $name a kept connection makes no outcome wrong", (sending) => {
  /** Calls once; only the first request has the fault. */
  async function play(fault: Fault) {
    script.play([fault]);
    const requests = mock.requests.length;
    const end = endOf(await clientOver(sending, mock.url).safe.restart(node));
    return { end, read: mock.requests.slice(requests) };
  }

  it.each(cases)("$name: the next call is $second.outcome", async ({ fault, next, second }) => {
    const first = await play(fault);
    expect(first.end).toEqual(expectedEnd(applied));
    await rest(40);

    const { end, read } = await play(next);
    expect(end).toEqual(expectedEnd(second));
    expect(read).toHaveLength(second.requests);
    expect(read[0]?.connection).not.toBe(first.read[0]?.connection);

    expect((await play({ kind: "none" })).end).toEqual(expectedEnd(applied));
  });

  it.each(["close-while-idle", "reset-while-idle"] as const)(
    "%s at the very moment of the next call: sent once, and answered",
    async (kind) => {
      for (let call = 0; call < 40; call++) {
        const { end, read } = await play({ kind, afterMs: call % 3 });
        expect(end).toEqual(expectedEnd(applied));
        expect(read).toHaveLength(1);
      }
    },
  );
});
