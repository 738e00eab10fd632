import * as here from "@aom-workflow/client";
import { nodeTransport } from "@aom-workflow/client/node";
import { type Fault, type Mock, startMock } from "@aom-workflow/mock";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Realm } from "../fixtures/another-realm.ts";
import { node, projectId, token } from "../fixtures/stopped-node.ts";

const realm = new Realm();
let there: typeof here;
let mock: Mock;
let fault: Fault | undefined;
beforeAll(async () => {
  there = await realm.load<typeof here>("@aom-workflow/client");
  mock = await startMock({ faults: ({ request }) => (request ? fault : undefined) });
});
beforeEach(() => {
  fault = undefined;
});
afterAll(() => mock.close());

const retry = { initialDelayMs: 1, maxDelayMs: 2 };
const options = () => ({ endpoint: mock.url, projectId, auth: token, retry });

describe("a client that test runners load once more in a realm of their own", () => {
  it("has errors that the guards of another copy know", async () => {
    fault = { kind: "json", status: 404, value: { error_code: "AOM.31001306", error_msg: "Execution not exist." } };
    const error = await there
      .createClient(options())
      .restart(node)
      .catch((caught: unknown) => caught);
    expect(error).not.toBeInstanceOf(Error);
    expect(here.isCallError(error)).toBe(true);
    expect(here.isApiError(error) && error.errorCode).toBe("AOM.31001306");
    expect(
      there.isCallError(
        await here
          .createClient(options())
          .restart(node)
          .catch((caught: unknown) => caught),
      ),
    ).toBe(true);
  });

  it("knows from a transport of another copy that nothing was sent", async () => {
    await mock.stopListening();
    try {
      const client = there.createClient({ ...options(), transport: nodeTransport({ proxy: false }) });
      expect(await client.safe.restart(node)).toMatchObject({ outcome: "not-sent", error: { code: "connection", attempts: 3 } });
    } finally {
      await mock.listenAgain();
    }
  });

  it("takes headers, inputs, options and promises of another realm", async () => {
    const auth = realm.evaluate<here.Authenticate>(`async () => ({ "X-Auth-Token": "t" })`);
    const input = realm.evaluate<typeof node>(JSON.stringify(node));
    const client = here.createClient({ ...options(), auth, retry: realm.evaluate<typeof retry>(JSON.stringify(retry)) });
    expect(await client.safe.restart(input)).toMatchObject({ ok: true, outcome: "applied" });
    expect(mock.requests.at(-1)?.headers).toMatchObject({ "x-auth-token": "t" });
  });

  it("reports what a fetch or an authentication function of another realm throws, without a secret in it", async () => {
    const fetch = realm.evaluate<typeof globalThis.fetch>(`() => Promise.reject(new TypeError("no luck with ${token}"))`);
    const lost = await here.createClient({ ...options(), fetch }).safe.restart(node);
    expect(lost).toMatchObject({ outcome: "unknown", error: { code: "connection", attempts: 1, cause: { name: "TypeError" } } });
    expect(String((lost as { error: Error }).error.cause)).toContain("no luck with [redacted]");

    const auth = realm.evaluate<here.Authenticate>(`() => { throw new Error("no keys") }`);
    const keyless = await here.createClient({ ...options(), auth }).safe.restart(node);
    expect(keyless).toMatchObject({ outcome: "not-sent", error: { code: "authentication", cause: { name: "Error" } } });
    expect(String((keyless as { error: Error }).error.cause)).not.toContain("no keys");
  });

  it("ends when a signal of this realm aborts", async () => {
    fault = { kind: "hang" };
    const signal = AbortSignal.timeout(50);
    expect(await there.createClient(options()).safe.restart(node, { signal })).toMatchObject({
      outcome: "unknown",
      error: { code: "aborted" },
    });
  });
});

describe("a fetch of the user's own", () => {
  it("is called as a function, not as a method of something, which browsers refuse as an illegal invocation", async () => {
    let self: unknown = "not called";
    const fetch = function (this: unknown, ...args: Parameters<typeof globalThis.fetch>) {
      self = this;
      return globalThis.fetch(...args);
    };
    expect(await here.createClient({ ...options(), fetch }).safe.restart(node)).toMatchObject({ ok: true });
    expect([undefined, globalThis]).toContain(self);
  });
});

it("an error of `check` is an instance of the StateError that the package exports, although it is loaded later", async () => {
  fault = { kind: "json", status: 404, value: { error_code: "AOM.31001306", error_msg: "Execution not exist." } };
  const { error } = (await here.createClient(options()).safe.restart(node, { check: true })) as here.Failed<unknown>;
  expect(error).toBeInstanceOf(here.StateError);
});
