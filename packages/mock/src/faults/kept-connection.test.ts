import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type RawConnection, rawConnection } from "../../test/raw-connection.ts";
import { operationRequest } from "../../test/raw-exchange.ts";
import { type Mock, startMock } from "../start-mock.ts";
import type { Fault, FaultKind } from "./fault.ts";
import { faultTable } from "./fault-table.ts";

const success = '{"result":"success"}';
const refusal = '{"error_code":"AOM.31001418"}';
const answers = (packet: string | undefined) => packet?.match(/HTTP\/1\.1 \d+/g)?.map((line) => line.slice(9)) ?? [];
const all = ({ packets }: RawConnection) => answers(packets.join(""));

let mock: Mock;
let next: Fault | undefined;
beforeAll(async () => {
  mock = await startMock({ faults: ({ request }) => (request ? next : undefined), keepConnections: true });
});
afterAll(() => mock.close());

/** A connection whose first request has a fault. Those that come after it have none. */
async function withFault(fault: Fault, use: (connection: RawConnection) => Promise<void>): Promise<void> {
  const connection = await rawConnection(mock.port);
  (mock.requests as unknown[]).length = 0;
  next = fault;
  try {
    connection.send(operationRequest());
    await connection.until(success);
    next = undefined;
    await use(connection);
    expect(mock.requests[0]).toMatchObject({ fault, status: 200, mayHaveBeenProcessed: true });
  } finally {
    connection.close();
  }
}

async function answersNext(connection: RawConnection): Promise<void> {
  const before = all(connection).length;
  connection.send(operationRequest());
  await expect.poll(() => all(connection).length).toBe(before + 1);
  expect(mock.requests).toHaveLength(2);
  expect(mock.requests[1]).toMatchObject({ fault: undefined, connection: mock.requests[0]?.connection });
}

async function losesNext(connection: RawConnection, end: RawConnection["end"]): Promise<void> {
  expect(all(connection)).toEqual(["200"]);
  await sleep(30);
  expect(connection.end).toBeUndefined();
  connection.send(operationRequest());
  await connection.ended();
  expect(connection.end).toBe(end);
  expect(all(connection)).toEqual(["200"]);
  expect(mock.requests).toHaveLength(1);
}

async function endsIdle(connection: RawConnection, end: RawConnection["end"], seen: string[]): Promise<void> {
  expect(connection.packets[0]).not.toMatch(/connection: close/i);
  await connection.ended();
  expect(connection.end).toBe(end);
  expect(all(connection)).toEqual(seen);
  expect(mock.requests).toHaveLength(1);
}

const cases: Partial<Record<FaultKind, [Fault, (connection: RawConnection) => Promise<void>][]>> = {
  "unsolicited-answer": [
    [
      { kind: "unsolicited-answer" },
      async (connection) => {
        expect(answers(connection.packets[0])).toEqual(["200", "200"]);
        await answersNext(connection);
      },
    ],
    [
      { kind: "unsolicited-answer", afterMs: 200, status: 400, value: JSON.parse(refusal) },
      async (connection) => {
        expect(all(connection)).toEqual(["200"]);
        await connection.until(refusal);
        expect(answers(connection.packets[1])).toEqual(["400"]);
        await answersNext(connection);
      },
    ],
  ],
  "double-answer": [
    [
      { kind: "double-answer" },
      async (connection) => {
        expect(answers(connection.packets[0])).toEqual(["200", "200"]);
        expect(connection.packets[0]?.split(success)).toHaveLength(3);
        await answersNext(connection);
      },
    ],
  ],
  "longer-than-said": [
    [
      { kind: "longer-than-said", by: 4 },
      async (connection) => {
        expect(connection.packets[0]).toMatch(new RegExp(`content-length: ${success.length}\r\n(.*\r\n)*\r\n${success}xxxx$`, "i"));
        await answersNext(connection);
      },
    ],
  ],
  "timeout-while-idle": [[{ kind: "timeout-while-idle", afterMs: 40 }, (connection) => endsIdle(connection, "close", ["200", "408"])]],
  "close-while-idle": [[{ kind: "close-while-idle", afterMs: 40 }, (connection) => endsIdle(connection, "close", ["200"])]],
  "reset-while-idle": [[{ kind: "reset-while-idle" }, (connection) => endsIdle(connection, "reset", ["200"])]],
  "close-at-next-request": [[{ kind: "close-at-next-request" }, (connection) => losesNext(connection, "close")]],
  "reset-at-next-request": [[{ kind: "reset-at-next-request" }, (connection) => losesNext(connection, "reset")]],
};

test.each(Object.values(cases).flatMap((each) => each.map(([fault, sees]) => [JSON.stringify(fault), fault, sees] as const)))(
  "%s is what a client meets that keeps its connection",
  (_, fault, sees) => withFault(fault, sees),
);

test("every kind of fault of kept connections is tried above", () => {
  const kept = Object.entries(faultTable).filter(([, deed]) => "afterwards" in deed);
  expect(Object.keys(cases).sort()).toEqual(kept.map(([kind]) => kind).sort());
});

test("a schedule continues with the next request of a kept connection", async () => {
  const mock = await startMock({
    faults: [{ kind: "none" }, { kind: "throttled" }, { kind: "close-after-reading" }],
    keepConnections: true,
  });
  const connection = await rawConnection(mock.port);
  for (const expected of [1, 2]) {
    connection.send(operationRequest());
    await expect.poll(() => all(connection).length).toBe(expected);
  }
  connection.send(operationRequest());
  await connection.ended();
  expect(all(connection)).toEqual(["200", "429"]);
  expect(mock.requests.map(({ mayHaveBeenProcessed }) => mayHaveBeenProcessed)).toEqual([true, false, true]);
  expect(mock.connections).toHaveLength(1);
  await mock.close();
});

test("closing the mock ends connections that a fault keeps", async () => {
  const mock = await startMock({ faults: { kind: "close-at-next-request" } });
  const connection = await rawConnection(mock.port);
  connection.send(operationRequest());
  await connection.until(success);
  await mock.close();
  await connection.ended();
  expect(connection.end).toBeDefined();
});
