import { createTokenOperation } from "@aom-workflow/types/iam";
import { afterEach, expect, it, vi } from "vitest";
import { loopback } from "../../../../tools/lab/servers.ts";
import { get, patient } from "../../test/requests.ts";
import { iamAgency } from "./iam-agency.ts";
import { iamPassword } from "./iam-password.ts";

afterEach(() => void vi.restoreAllMocks());

it("a password login is sent once, even if the contract allows retries: wrong passwords lock the user", async () => {
  const retry = { maxAttempts: 3, initialDelayMs: 0, maxDelayMs: 0, maxRetryAfterMs: 0, on: ["throttled"] } as const;
  vi.spyOn(createTokenOperation, "retry", "get").mockReturnValue(retry);
  await using iam = await loopback(
    (_, response) => void response.writeHead(429).end('{"error_code":"APIGW.0308","error_msg":"throttled"}'),
  );
  const place = { region: "cn-north-4", endpoint: iam.url };
  const agency = iamAgency({ ...place, auth: "a-token", agencyName: "ops", domainName: "other" });
  await expect(agency(get, patient)).rejects.toMatchObject({ status: 429 });
  expect(iam.requests).toHaveLength(3);
  const password = iamPassword({ ...place, userName: "operator", password: "P4ssw0rd!", domainName: "account" });
  await expect(password(get, patient)).rejects.toMatchObject({ status: 429 });
  expect(iam.requests).toHaveLength(4);
});
