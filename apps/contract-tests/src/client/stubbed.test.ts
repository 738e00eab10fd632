import { createClient, fetchTransport } from "@aom-workflow/client";
import nock from "nock";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { node, projectId, token } from "../fixtures/stopped-node.ts";

/** Nobody is there, so whatever is answered comes from a stub. */
const endpoint = "https://aom.nowhere.invalid";
const options = { endpoint, projectId, auth: token, retry: { initialDelayMs: 1 } };
const applied = { result: "success" };

describe("a user's tests that stub node:http with nock", () => {
  beforeAll(() => nock.disableNetConnect());
  afterEach(() => nock.cleanAll());
  afterAll(() => nock.restore());

  const service = () =>
    nock(endpoint, { reqheaders: { "x-auth-token": token } })
      .post(/\/operation$/)
      .query({ action: "restart", node_id: node.nodeId });

  it("get the answer of the stub, without a network", async () => {
    service().reply(200, applied);
    expect(await createClient(options).safe.restart(node)).toMatchObject({ outcome: "applied", attempts: 1 });
  });

  it("see a retry after a 429", async () => {
    service().reply(429, { error_code: "APIGW.0308", error_msg: "throttled" });
    service().reply(200, applied);
    expect(await createClient(options).safe.restart(node)).toMatchObject({ outcome: "applied", attempts: 2 });
  });

  it("see a refused connection as not sent, and a reset as unknown", async () => {
    const failing = (code: string) => service().replyWithError(Object.assign(new Error(code), { code }));
    failing("ECONNREFUSED");
    expect(await createClient({ ...options, retry: false }).safe.restart(node)).toMatchObject({ outcome: "not-sent" });
    failing("ECONNRESET");
    expect(await createClient({ ...options, retry: false }).safe.restart(node)).toMatchObject({ outcome: "unknown" });
  });

  it("see an answer that comes too late as unknown", async () => {
    service().delay(200).reply(200, applied);
    expect(await createClient({ ...options, timeout: 30 }).safe.restart(node)).toMatchObject({ outcome: "unknown" });
  });
});

it("a user's tests that stub the global fetch are answered where the client sends with it", async () => {
  vi.stubGlobal("fetch", async () => Response.json(applied));
  try {
    const client = createClient({ ...options, transport: fetchTransport() });
    expect(await client.safe.restart(node)).toMatchObject({ outcome: "applied" });
  } finally {
    vi.unstubAllGlobals();
  }
});
