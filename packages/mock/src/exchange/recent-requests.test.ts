import { expect, test } from "vitest";
import { operationRequest, rawExchange, target } from "../../test/raw-exchange.ts";
import { startMock } from "../start-mock.ts";
import { recentRequests } from "./recent-requests.ts";
import type { RecordedRequest } from "./recorded-request.ts";

const buffer = new ArrayBuffer(15 * 1024 * 1024);
const record = (target: string, bytes = 0): RecordedRequest => ({
  connection: 0,
  method: "POST",
  target,
  rawHeaders: [],
  headers: {},
  body: new Uint8Array(buffer, 0, bytes),
  fault: undefined,
  status: 200,
  answer: undefined,
  mayHaveBeenProcessed: true,
});
const MiB = 1024 * 1024;

test("of many requests the last 5,000 are kept, in order, and all are counted", () => {
  const requests = recentRequests();
  for (let at = 0; at < 12_000; at++) {
    const each = record(String(at));
    requests.add(each);
    requests.settle(each);
  }
  expect(requests.count).toBe(12_000);
  expect(requests.kept.map(({ target }) => Number(target))).toEqual(Array.from({ length: 5_000 }, (_, at) => 7_000 + at));
});

test("of large requests as many are kept as fit into 16 MiB", () => {
  const requests = recentRequests();
  for (let at = 0; at < 10; at++) {
    const each = record(String(at), 5 * MiB);
    requests.add(each);
    requests.settle(each);
  }
  expect(requests.kept.map(({ target }) => target)).toEqual(["7", "8", "9"]);
  // Dropped before its response was there: what it holds counts no more.
  const [slow, small] = [record("slow", 15 * MiB), record("small")];
  requests.add(slow);
  for (let at = 0; at < 5_000; at++) requests.add(record("next"));
  requests.settle(slow);
  requests.add(small);
  expect(requests.kept).toHaveLength(5_000);
  expect(requests.kept.at(-1)).toBe(small);
});

test("a list that a test has emptied fills again, as if nothing had been before", () => {
  const requests = recentRequests();
  for (let at = 0; at < 6_000; at++) {
    if (at % 3 === 0) (requests.kept as unknown[]).length = 0;
    const each = record(String(at), 5 * MiB);
    requests.add(each);
    requests.settle(each);
  }
  expect(requests.kept.map(({ target }) => Number(target))).toEqual([5_997, 5_998, 5_999]);
  expect(requests.count).toBe(6_000);
});

test("the recorded requests of a mock are bounded by their size, and counted", async () => {
  const mock = await startMock();
  try {
    for (let at = 0; at < 4; at++) await rawExchange(mock.port, operationRequest(target, "", " ".repeat(6 * MiB)));
    expect([mock.requests.length, mock.requestCount]).toEqual([2, 4]);
  } finally {
    await mock.close();
  }
});
