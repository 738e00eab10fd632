import { type AccessKeyOptions, accessKey } from "@aom-workflow/auth";
import { createClient } from "@aom-workflow/client";
import { type Mock, startMock } from "@aom-workflow/mock";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { key, signatureGuard } from "../fixtures/signature-guard.ts";
import { actions, node, projectId } from "../fixtures/stopped-node.ts";

let mock: Mock;
beforeAll(async () => {
  mock = await startMock({ intercept: signatureGuard });
});
afterAll(() => mock.close());

const client = (auth: AccessKeyOptions & { clock?: () => number }) =>
  createClient({ endpoint: mock.url, projectId, auth: accessKey(auth) });
const signedHeaders = () => /SignedHeaders=([\w;-]+)/.exec(mock.requests.at(-1)?.headers.authorization ?? "")?.[1]?.split(";");

describe("a server that checks signatures, in front of the mock", () => {
  it.each(actions)("accepts %s signed by the key", async (action) => {
    expect(await client(key)[action](node)).toMatchObject({ outcome: "applied" });
    expect(mock.requests.at(-1)?.headers).not.toHaveProperty("x-auth-token");
  });

  it("has the project of the client sent and signed", async () => {
    await client(key).restart(node);
    expect(mock.requests.at(-1)?.headers).toMatchObject({ "x-project-id": projectId });
    expect(signedHeaders()).toEqual(["content-type", "host", "x-project-id", "x-sdk-date"]);
  });

  it("has the project of one call sent and signed in its place", async () => {
    const other = "f".repeat(32);
    await client(key).restart({ ...node, projectId: other });
    expect(mock.requests.at(-1)).toMatchObject({ target: expect.stringContaining(`/v1/${other}/`), headers: { "x-project-id": other } });
  });

  it("has the project that comes with the keys used when nothing else names one", async () => {
    await createClient({ endpoint: mock.url, auth: accessKey({ ...key, projectId }) }).restart(node);
    expect(mock.requests.at(-1)).toMatchObject({
      target: expect.stringContaining(`/v1/${projectId}/`),
      headers: { "x-project-id": projectId },
    });
  });

  it("has no project: one sentence, and nothing is sent", async () => {
    const before = mock.connections.length;
    const result = await createClient({ endpoint: mock.url, auth: accessKey(key) }).safe.restart(node);
    expect(result).toMatchObject({
      outcome: "not-sent",
      error: { code: "invalid-input", message: expect.stringContaining("projectId is missing") },
    });
    expect(mock.connections).toHaveLength(before);
  });

  it.each(["a b", "a/b", "%2e%2e", "中文😀", "a?x=1#f", "~!*'()", "{x}$&", "ex-1/terminate#", "a+b&c=d"])(
    "accepts the id %s, which other signers get wrong",
    async (id) => {
      expect(await client(key).safe.restart({ workflowId: id, executionId: id, nodeId: id })).toMatchObject({ ok: true });
    },
  );

  it("accepts temporary keys", async () => {
    expect(await client({ ...key, securityToken: "temporary-token" }).restart(node)).toMatchObject({ outcome: "applied" });
    expect(signedHeaders()).toContain("x-security-token");
  });

  it("refuses another secret; nothing was done, and the secret is not shown", async () => {
    const result = await client({ ...key, secretAccessKey: "another-secret-key" }).safe.restart(node);
    expect(result).toMatchObject({ status: 401, outcome: "rejected", error: { errorCode: "APIGW.0301" } });
    expect(JSON.stringify(result)).not.toContain("another-secret-key");
  });

  it.each([-16, 16])("refuses a clock that is %i minutes off, and says so", async (minutes) => {
    const result = await client({ ...key, clock: () => Date.now() + minutes * 60_000 }).safe.restart(node);
    expect(result).toMatchObject({
      status: 401,
      outcome: "rejected",
      error: { message: expect.stringMatching(/server time:\d{8}T\d{6}Z.*Set the clock of this machine/s) },
    });
  });

  it.each([-14, 14])("accepts a clock that is %i minutes off", async (minutes) => {
    expect(await client({ ...key, clock: () => Date.now() + minutes * 60_000 }).safe.restart(node)).toMatchObject({ ok: true });
  });
});
