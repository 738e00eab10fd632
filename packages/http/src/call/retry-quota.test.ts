import { expect, it } from "vitest";
import { applied, refusedConnection } from "../../test/answers.ts";
import { startNode } from "../../test/invented-operations.ts";
import { connectionTo, node } from "../../test/scripted-connection.ts";
import { call } from "./call.ts";
import { RetryQuota } from "./retry-quota.ts";

it("the calls of a client share their retries: an outage causes no storm of requests, and a success gives one back", async () => {
  const outage = Array.from({ length: 200 }, () => refusedConnection());
  const { connection, requests } = connectionTo([...outage, applied()], { retry: { maxAttempts: 2, initialDelayMs: 0, maxDelayMs: 0 } });
  const ends = [];
  for (let number = 0; number < 150; number++) ends.push(await call(connection, startNode, node));
  // 50 calls were tried twice, the rest once.
  expect(requests).toHaveLength(200);
  expect(ends.map(({ ok }) => ok)).toEqual(ends.map(() => false));
  expect(ends.at(-1)).toMatchObject({ error: { attempts: 1, retryable: true, retryRefusal: "quota-exhausted" } });
  expect(await call(connection, startNode, node)).toMatchObject({ ok: true });
  expect(connection.retryQuota.isEmpty).toBe(false);
});

it("a client that was successful for long has no more retries to spend than any other", () => {
  const quota = new RetryQuota();
  for (let success = 0; success < 10; success++) quota.giveBack();
  for (let retry = 0; retry < 49; retry++) quota.take();
  expect(quota.isEmpty).toBe(false);
  quota.take();
  expect(quota.isEmpty).toBe(true);
  quota.giveBack();
  expect(quota.isEmpty).toBe(false);
});
