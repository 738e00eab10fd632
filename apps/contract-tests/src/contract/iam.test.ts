import {
  type Authenticate,
  accessKey,
  findProjectId,
  iamAgency,
  iamPassword,
  isCredentialsError,
  temporaryAccessKey,
  token,
} from "@aom-workflow/auth";
import { type Mock, type Reply, startMock } from "@aom-workflow/mock";
import { type IamOperations, type Operation, operations } from "@aom-workflow/types/iam";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { contractNamed } from "../../../../spec/contracts.ts";
import { declaredAnswers } from "../fixtures/declared-answers.ts";
import { projectId } from "../fixtures/stopped-node.ts";

let mock: Mock;
let refusal: Reply | undefined;
beforeAll(async () => {
  mock = await startMock({ contract: contractNamed("iam").url, intercept: () => refusal });
});
beforeEach(() => {
  refusal = undefined;
});
afterAll(() => mock.close());

/** Long before the examples of the contract run out. */
const clock = () => Date.UTC(2020, 0, 3);
const password = "MARKED-PASSWORD-91c2";
const user = { region: "cn-north-4", domainName: "my-account", userName: "operator", password } as const;
/** What authenticates a request by these credentials. */
async function headerOf(name: string, auth: Authenticate): Promise<string | undefined> {
  const request = { method: "POST", url: "https://aom.cn-north-4.myhuaweicloud.com/v1/x", headers: { "content-type": "application/json" } };
  return (await auth(request, { signal: new AbortController().signal }))[name];
}

/** Each call to IAM, as a user of the package makes it; gives what it ends with. */
const calls: Partial<Record<keyof IamOperations, (() => Promise<unknown>)[]>> = {
  createToken: [
    () => headerOf("x-auth-token", iamPassword({ ...user, endpoint: mock.url, clock })),
    () => {
      const userId = "0123456789abcdef0123456789abcdef";
      return headerOf("x-auth-token", iamPassword({ ...user, endpoint: mock.url, clock, userId, passcode: "123456" }));
    },
    () => {
      const agency = { agencyName: "ops", domainName: "other-account", auth: token("delegated-token") };
      return headerOf("x-auth-token", iamAgency({ region: "cn-north-4", endpoint: mock.url, clock, ...agency }));
    },
  ],
  createTemporaryAccessKey: [
    () => {
      const auth = token("some-token");
      return headerOf("authorization", temporaryAccessKey({ region: "cn-north-4", endpoint: mock.url, clock, auth }));
    },
  ],
  listProjects: [
    () => {
      const auth = accessKey({ accessKeyId: "AK0123456789", secretAccessKey: "SK0123456789" });
      return findProjectId({ region: "cn-north-4", endpoint: mock.url, auth });
    },
  ],
};

const cases = Object.entries(calls).flatMap(([id, each]) =>
  each.map((call, index) => ({ id: id as keyof IamOperations, call, variant: index + 1 })),
);

describe("each call to IAM against the mock of its contract", () => {
  it.each(cases)("$id (form $variant) is accepted and gives what it promises", async ({ id, call }) => {
    const before = mock.requests.length;
    expect(await call()).toEqual(expect.any(String));
    expect(mock.requests.slice(before)).toHaveLength(1);
    expect(mock.requests.at(-1)).toMatchObject({
      method: operations[id].method,
      status: operations[id].success[0],
    });
  });
});

const refusals = cases.flatMap(({ id, call, variant }) =>
  declaredAnswers(operations[id].id, "iam")
    .filter(({ code }) => code >= 400)
    .map((declared) => ({ id, call, variant, ...declared })),
);

/** How often a request is sent that is always refused with this status. */
function requestsUntilGivenUp({ retry }: Operation, code: number): number {
  const transient = code === 429 || code >= 500;
  return transient && retry !== false && retry.on.includes(code === 429 ? "throttled" : "server-error") ? retry.maxAttempts : 1;
}

describe("each refusal that the contract declares", () => {
  // No random delays.
  beforeEach(() => {
    vi.spyOn(Math, "random").mockReturnValue(0);
    return () => vi.restoreAllMocks();
  });

  it.each(refusals)(
    "$id (form $variant), $code $example: one clear error without the password, sent as often as the contract allows",
    async ({ id, call, code, value }) => {
      // Without the Retry-After of the example, which would be waited for.
      refusal = { status: code, body: value };
      const before = mock.requests.length;
      const error = (await call().catch((caught) => caught)) as Error;
      expect(isCredentialsError(error)).toBe(true);
      expect(error).toMatchObject({ status: code });
      expect(`${error.message}${JSON.stringify(error)}`).not.toContain(password);
      expect(mock.requests.slice(before)).toHaveLength(requestsUntilGivenUp(operations[id], code));
    },
  );
});

describe("project id", () => {
  it("is that of the only project named like the region", async () => {
    expect(await findProjectId({ region: "cn-north-4", endpoint: mock.url, auth: token("some-token") })).toHaveLength(projectId.length);
  });
});
