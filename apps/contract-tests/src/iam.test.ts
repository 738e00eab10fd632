import { accessKey, findProjectId, iamAgency, iamPassword, isCredentialsError, temporaryAccessKey, token } from "@aom-workflow/auth";
import { type Answer, type Mock, startMock } from "@aom-workflow/mock";
import { operations } from "@aom-workflow/types/iam";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { contractFile } from "./fixtures/contract-file.ts";
import { declaredAnswers } from "./fixtures/declared-answers.ts";
import { projectId } from "./fixtures/node-of-run.ts";

let mock: Mock;
let answer: Answer | undefined;
beforeAll(async () => {
  mock = await startMock({ contract: contractFile("iam.yaml"), answer: () => answer });
});
beforeEach(() => {
  answer = undefined;
});
afterAll(() => mock.close());

/** Long before the examples of the contract run out. */
const clock = () => Date.UTC(2020, 0, 3);
const password = "MARKED-PASSWORD-91c2";
const user = { region: "cn-north-4", domainName: "my-account", userName: "operator", password } as const;
const aRequest = () =>
  new Request("https://aom.cn-north-4.myhuaweicloud.com/v1/x", { method: "POST", headers: { "content-type": "application/json" } });

/** Each call to IAM, as a user of the package makes it; gives what it ends with. */
const calls: Record<keyof typeof operations, (() => Promise<unknown>)[]> = {
  KeystoneCreateUserTokenByPassword: [
    async () => (await iamPassword({ ...user, endpoint: mock.url, clock })(aRequest())).headers.get("x-auth-token"),
    async () =>
      (
        await iamPassword({ ...user, endpoint: mock.url, clock, userId: "0123456789abcdef0123456789abcdef", passcode: "123456" })(
          aRequest(),
        )
      ).headers.get("x-auth-token"),
    async () =>
      (
        await iamAgency({
          region: "cn-north-4",
          endpoint: mock.url,
          clock,
          auth: token("delegated-token"),
          agencyName: "ops",
          domainName: "other-account",
        })(aRequest())
      ).headers.get("x-auth-token"),
  ],
  CreateTemporaryAccessKeyByToken: [
    async () =>
      (await temporaryAccessKey({ region: "cn-north-4", endpoint: mock.url, clock, auth: token("some-token") })(aRequest())).headers.get(
        "authorization",
      ),
  ],
  KeystoneListProjects: [
    () =>
      findProjectId({
        region: "cn-north-4",
        endpoint: mock.url,
        auth: accessKey({ accessKeyId: "AK0123456789", secretAccessKey: "SK0123456789" }),
      }),
  ],
};

const cases = Object.entries(calls).flatMap(([id, each]) =>
  each.map((call, index) => ({ id: id as keyof typeof operations, call, variant: index + 1 })),
);

describe("each call to IAM against the mock of its contract", () => {
  it("is a case below, so that none can be added without a test", () => {
    expect(Object.keys(calls).sort()).toEqual(Object.keys(operations).sort());
  });

  it.each(cases)("$id (form $variant) is accepted and gives what it promises", async ({ id, call }) => {
    const before = mock.requests.length;
    expect(await call()).toEqual(expect.any(String));
    expect(mock.requests.slice(before)).toHaveLength(1);
    expect(mock.requests.at(-1)).toMatchObject({
      method: operations[id].method,
      status: operations[id].statuses.find((status) => status < 300),
    });
  });
});

const refusals = cases.flatMap(({ id, call, variant }) =>
  declaredAnswers(id, "iam.yaml")
    .filter(({ code }) => code >= 400)
    .map((declared) => ({ id, call, variant, ...declared })),
);

describe("each refusal that the contract declares", () => {
  it.each(refusals)(
    "$id (form $variant), $code $example: one clear error, sent once, without the password",
    async ({ call, code, example }) => {
      answer = { code, example };
      const before = mock.requests.length;
      const error = (await call().catch((caught) => caught)) as Error;
      expect(isCredentialsError(error)).toBe(true);
      expect(error).toMatchObject({ status: code });
      expect(`${error.message}${JSON.stringify(error)}`).not.toContain(password);
      expect(mock.requests.slice(before)).toHaveLength(1);
    },
  );
});

describe("project id", () => {
  it("is that of the only project named like the region", async () => {
    expect(await findProjectId({ region: "cn-north-4", endpoint: mock.url, auth: token("some-token") })).toHaveLength(projectId.length);
  });
});
