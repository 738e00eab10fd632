import { expect, test } from "vitest";
import { fakeIam } from "./fake-iam.ts";
import { runHere } from "./run-here.ts";

test("auth status --check without a region says how to name one, before IAM is asked", async () => {
  await using iam = await fakeIam();
  const end = await runHere(["auth", "status", "--check", "--endpoint", iam.url]);
  expect(end).toMatchObject({ code: 2, stderr: expect.stringContaining("--region is missing") });
  expect(iam.requests).toEqual([]);
});

test("auth status --check with IAM's address but no region speaks of the flag", async () => {
  await using iam = await fakeIam();
  const end = await runHere(["auth", "status", "--check", "--endpoint", iam.url], { env: { AOM_WORKFLOW_IAM_ENDPOINT: iam.url } });
  expect(end).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/^--region is missing: IAM is asked for the project of a region\.\n/),
  });
  expect(iam.requests).toEqual([]);
});
