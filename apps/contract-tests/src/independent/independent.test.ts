import { type Mock, type Simulator, startMock, startSimulator } from "@aom-workflow/mock";
import { operations } from "@aom-workflow/types";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Answer, type Ask, askOf, asks, fullAsks, type IndependentClient } from "./ask.ts";
import { clients } from "./clients.ts";
import { headerDifferences, keepsOfAnAnswer } from "./differences.ts";
import { askOurs } from "./ours.ts";

let mock: Mock;
let code: number | undefined;
beforeAll(async () => {
  mock = await startMock({ answer: () => (code === undefined ? {} : { code }) });
});
afterAll(() => mock.close());

describe.for(clients)("$name", (client) => {
  test.for(asks)("gets the same answers as our client: $operation.name", async (ask) => {
    for (const status of [...ask.operation.success, ...ask.operation.errors]) {
      code = status;
      expect(await client.call(ask, mock.url)).toEqual(known(client, await askOurs(ask, mock.url)));
      expect((await askOurs(ask, mock.url)).status).toBe(status);
    }
  });

  test.for(fullAsks)("gets the same success as our client with every input there is: $operation.name", async (ask) => {
    code = undefined;
    expect(await client.call(ask, mock.url)).toEqual(known(client, await askOurs(ask, mock.url)));
  });

  test("is refused by the mock where its request breaks the contract, which our client would not send", async () => {
    const ask = askOf(operations.operate, { ...ids, nodeId: "run-script", action: "explode" });
    code = undefined;
    expect(await client.call(ask, mock.url)).toMatchObject({ status: 400, body: { error_code: expect.stringMatching(/./) } });
    await expect(askOurs(ask, mock.url)).rejects.toMatchObject({ code: "invalid-input", parameter: "action" });
  });

  test("gets through a story what our client gets: a node fails again, is skipped, and what cannot be done is refused", async () => {
    const { theirs, ours } = await twoWorlds();
    try {
      for (const [name, inputs] of story) {
        const ask = askOf(operations[name], { ...ids, ...inputs });
        const expected = known(client, await askOurs(ask, ours.url));
        expect(await client.call(ask, theirs.url), name).toEqual(expected);
        for (const world of [theirs, ours]) world.advance(150_000);
      }
      expect(theirs.executions()).toEqual(ours.executions());
    } finally {
      await Promise.all([theirs.close(), ours.close()]);
    }
  });

  test("sends the same request as our client, but for headers that are known to differ", async () => {
    code = undefined;
    const seen = new Set<string>();
    for (const ask of asks) for (const difference of await differencesOf(client, ask)) seen.add(difference);
    expect([...seen].sort()).toEqual(Object.keys(headerDifferences[client.name] ?? {}).sort());
  });
});

const ids = {
  projectId: "0123456789abcdef0123456789abcdef",
  workflowId: "3b1c7f0e5a0d4c55a1f0c7f4f1f0a9d2",
  executionId: "6f2c1d34-9f5b-4a0c-8a3e-0f6f5f8a7b21",
};

/** Calls in an order in which each meets what the last one left. */
const story: readonly (readonly [keyof typeof operations, Readonly<Record<string, unknown>>])[] = [
  ["listWorkflows", { sortField: "last_execution_start_time", sortType: "DESC", type: "cron", size: 2 }],
  ["listExecutions", {}],
  ["getExecution", {}],
  ["restart", { nodeId: "run-script" }],
  ["getExecution", {}],
  ["continue", { nodeId: "run-script" }],
  ["skip", { nodeId: "run-script" }],
  ["getExecution", {}],
  ["stopExecution", {}],
  ["getExecution", { executionId: "no-such-execution" }],
  ["runWorkflow", {}],
];

/** Two simulators of the same world. */
async function twoWorlds(): Promise<{ readonly theirs: Simulator; readonly ours: Simulator }> {
  const [theirs, ours] = await Promise.all([startSimulator(), startSimulator()]);
  return { theirs, ours };
}

/** What a client can know of an answer. */
function known({ name }: IndependentClient, answer: Answer): Answer {
  return { ...answer, body: (keepsOfAnAnswer[name] ?? ((body) => body))(answer.body, answer.status) };
}

/** In what the requests of two clients differ: `+name` a header that only theirs has, `-name` one that only ours has, `name` one with another value. */
async function differencesOf(client: IndependentClient, ask: Ask): Promise<readonly string[]> {
  const from = mock.requests.length;
  await client.call(ask, mock.url);
  await askOurs(ask, mock.url);
  const [theirs, ours] = mock.requests.slice(from);
  if (theirs === undefined || ours === undefined) throw new Error("They did not send one request each.");
  const line = ({ method, target, body }: typeof ours) => ({ method, target: sorted(target), body: body.toString() });
  expect(line(theirs)).toEqual(line(ours));
  const names = new Set([...Object.keys(theirs.headers), ...Object.keys(ours.headers)]);
  return [...names].flatMap((name) => {
    const [their, our] = [theirs.headers[name], ours.headers[name]];
    if (their === our) return [];
    return our === undefined ? [`+${name}`] : their === undefined ? [`-${name}`] : [name];
  });
}

/** The order of parameters in a query means nothing. */
function sorted(target: string): string {
  const [path, query = ""] = target.split("?");
  return `${path}?${query.split("&").sort().join("&")}`;
}
