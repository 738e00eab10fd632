import { createClient, isApiError, type Success } from "@aom-workflow/client";
import { type Answer, type Mock, startMock } from "@aom-workflow/mock";
import { operations } from "@aom-workflow/types";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { declaredAnswers } from "../fixtures/declared-answers.ts";
import { actions, node, projectId, token } from "../fixtures/stopped-node.ts";

let mock: Mock;
/** What the mock answers, for operations without an execution that could say it. */
let wanted: Answer | undefined;
beforeAll(async () => {
  mock = await startMock({ answer: ({ target }) => wanted ?? answerNamedIn(target) });
});
afterAll(() => mock.close());

/** The execution id says which answer is wanted, so that cases can run beside each other. */
const executionFor = ({ code, example }: Answer) => `${code}~${example}`;

function answerNamedIn(target: string): Answer | undefined {
  const [, code, example] = target.match(/executions\/(\d+)~([\w-]+)\//) ?? [];
  return code && example ? { code: Number(code), example } : undefined;
}

const client = () => createClient({ endpoint: mock.url, projectId, auth: token, retry: false });

describe("each action against the mock of the contract", () => {
  it.each(actions)("%s is accepted from the client and answered with success", async (action) => {
    expect(await client()[action](node)).toMatchObject({ outcome: "applied", status: 200, data: { result: "success" }, attempts: 1 });
    expect(mock.requests.at(-1)).toMatchObject({ status: 200 });
    expect(mock.requests.at(-1)?.body).toHaveLength(0);
  });

  it("ids that need encoding arrive as one segment and are accepted", async () => {
    for (const id of ["a/b", "%2e%2e", "中文", "😀", "a b?c#d", "!'()*~", "ex-1/terminate#", "x".repeat(64), "😀".repeat(64)]) {
      expect((await client().safe.restart({ workflowId: id, executionId: id, nodeId: id })).ok, id).toBe(true);
    }
  });

  it("a token of 40 KB is accepted", async () => {
    const long = createClient({ endpoint: mock.url, projectId, auth: "t".repeat(40_960) });
    expect(await long.restart(node)).toMatchObject({ outcome: "applied" });
  });
});

const { id, success, errors } = operations.operate;

/** A call of each other operation, by the name of its method. */
const reads = {
  listWorkflows: () => client().safe.listWorkflows({ sortField: "create_time", sortType: "DESC" }),
  listExecutions: () => client().safe.listExecutions(node),
  getExecution: () => client().safe.getExecution(node),
  stopExecution: () => client().safe.stopExecution(node),
  runWorkflow: () => client().safe.runWorkflow(node),
};
const answers = declaredAnswers(id);

describe("each answer that the contract declares, by status and example", () => {
  it("is a case below, so that none can be added without a test", () => {
    expect(new Set(answers.map(({ code }) => code))).toEqual(new Set([...success, ...errors]));
    expect([...Object.keys(reads), "operate", ...actions].sort()).toEqual(Object.keys(operations).sort());
  });

  it.each(answers)("$code $example reaches the caller of the client", async ({ code, example, value }) => {
    const result = await client().safe.restart({ ...node, executionId: executionFor({ code, example }) });
    expectAnswer(result, { code, value });
  });
});

describe("every other operation", () => {
  it.each(
    (["listWorkflows", "listExecutions", "getExecution", "stopExecution", "runWorkflow"] as const).flatMap((name) =>
      declaredAnswers(operations[name].id).map((answer) => ({ name, ...answer })),
    ),
  )("$name: $code $example reaches the caller", async ({ name, code, example, value }) => {
    wanted = { code, example };
    const result = await reads[name]();
    wanted = undefined;
    expectAnswer(result, { code, value });
  });
});

type Declared = ReturnType<typeof declaredAnswers>[number];

function expectAnswer(
  result: Success<unknown> | { readonly ok: false; readonly error: unknown },
  { code, value }: Pick<Declared, "code" | "value">,
): void {
  if (code === 200) {
    expect(result).toMatchObject({ ok: true, data: value });
    return;
  }
  const refused = code < 500 || value.error_code === "APIGW.0613";
  expect(result).toMatchObject({ ok: false, status: code, outcome: refused ? "rejected" : "unknown" });
  expect(!result.ok && isApiError(result.error) && result.error).toMatchObject({
    status: code,
    errorCode: value.error_code,
    errorMessage: value.error_msg ?? value.error_message,
    body: value,
  });
}
