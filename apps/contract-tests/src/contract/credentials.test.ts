import { type Mock, startMock } from "@aom-workflow/mock";
import { afterAll, beforeAll, expect, it } from "vitest";
import { nodeQuery } from "../../../../wire.shared.ts";
import { token } from "../fixtures/stopped-node.ts";

let mock: Mock;
beforeAll(async () => {
  mock = await startMock();
});
afterAll(() => mock.close());

const target = `/v1/${"p".repeat(32)}/cms/workflow/w/executions/e/operation?${nodeQuery("restart", "n")}`;

it.each<[string, Record<string, string>, number]>([
  ["a token is accepted", { "X-Auth-Token": token }, 200],
  ["so is a signature, the second scheme", { Authorization: "SDK-HMAC-SHA256 Access=AK, SignedHeaders=x-sdk-date, Signature=00" }, 200],
  ["nothing is refused", {}, 401],
  ["so is an empty token", { "X-Auth-Token": "" }, 401],
])("of the credentials that the contract names, %s by the mock", async (_, headers, status) => {
  const answer = await fetch(mock.url + target, { method: "POST", headers: { "Content-Type": "application/json", ...headers } });
  expect(answer.status).toBe(status);
});
