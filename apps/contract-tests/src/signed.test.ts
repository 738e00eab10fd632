import { type AccessKeyOptions, accessKey } from "@aom-workflow/auth";
import { createClient } from "@aom-workflow/client";
import { type Mock, startMock } from "@aom-workflow/mock";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { actions, node, projectId } from "./fixtures/node-of-run.ts";
import { key, signatureGuard } from "./fixtures/signature-guard.ts";

let mock: Mock;
beforeAll(async () => {
  mock = await startMock({ intercept: signatureGuard });
});
afterAll(() => mock.close());

const client = (auth: AccessKeyOptions & { clock?: () => number }) =>
  createClient({ endpoint: mock.url, projectId, auth: accessKey(auth) });

describe("a server that checks signatures, in front of the mock", () => {
  it.each(actions)("accepts %s signed by the key", async (action) => {
    expect(await client({ ...key, projectId })[action](node)).toMatchObject({ outcome: "applied" });
    expect(mock.requests.at(-1)?.headers.authorization).toContain("SignedHeaders=content-type;host;x-project-id;x-sdk-date");
    expect(mock.requests.at(-1)?.headers).not.toHaveProperty("x-auth-token");
  });

  it.each(["a b", "a/b", "%2e%2e", "中文😀", "a?x=1#f", "~!*'()", "{x}$&", "ex-1/terminate#", "a+b&c=d"])(
    "accepts the id %s, which other signers get wrong",
    async (id) => {
      expect(await client({ ...key, projectId }).safe.restart({ workflowId: id, executionId: id, nodeId: id })).toMatchObject({ ok: true });
    },
  );

  it("accepts temporary keys", async () => {
    expect(await client({ ...key, securityToken: "temporary-token" }).restart(node)).toMatchObject({ outcome: "applied" });
    expect(mock.requests.at(-1)?.headers.authorization).toContain("x-security-token");
  });

  it("refuses another secret; nothing was done, and the secret is not told", async () => {
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
