import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { monotonicMs } from "../../clock.ts";
import type { Connection } from "./connection.ts";
import { IdleConnections } from "./idle-connections.ts";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "performance"] }));
afterEach(() => void vi.useRealTimers());

/** As much of a connection as matters here. */
function connection(origin = "http://a", idleMs = 4_000) {
  const end = vi.fn(() => {
    it.usable = false;
  });
  const it = { origin, usable: true, expires: monotonicMs() + idleMs, end };
  return it as unknown as Connection & typeof it;
}

it("gives the one that was used last", () => {
  const idle = new IdleConnections();
  const [first, second, elsewhere] = [connection(), connection(), connection("http://b")];
  for (const each of [first, second, elsewhere]) idle.put(each);
  expect([idle.take("http://a"), idle.take("http://a"), idle.take("http://a"), idle.take("http://b")]).toEqual([
    second,
    first,
    undefined,
    elsewhere,
  ]);
});

it("gives none that is closed or too old, and ends those", () => {
  const idle = new IdleConnections();
  const [good, old, closed] = [connection(), connection("http://a", 0), connection()];
  for (const each of [good, old, closed]) idle.put(each);
  closed.usable = false;
  expect(idle.take("http://a")).toBe(good);
  expect(old.end).toHaveBeenCalled();
  expect(idle.take("http://a")).toBeUndefined();
});

it("ends those that nobody takes in time, and has no timer when there are none", () => {
  const idle = new IdleConnections();
  const [short, long] = [connection("http://a", 1_500), connection("http://b")];
  idle.put(short);
  idle.put(long);
  vi.advanceTimersByTime(2_000);
  expect([short.end.mock.calls.length, long.end.mock.calls.length]).toEqual([1, 0]);
  vi.advanceTimersByTime(3_000);
  expect(long.end).toHaveBeenCalledOnce();
  expect(vi.getTimerCount()).toBe(0);
});

it("keeps 256 of an origin at most", () => {
  const idle = new IdleConnections();
  const all = Array.from({ length: 257 }, () => connection());
  for (const each of all) idle.put(each);
  expect(all.filter(({ end }) => end.mock.calls.length > 0)).toEqual([all[256]]);
});
