import { call, createConnection } from "@aom-workflow/http";
import { type Mock, startMock } from "@aom-workflow/mock";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Ask, asks, type IndependentClient, token } from "./ask.ts";
import { clients } from "./clients.ts";
import { headerDifferences, listsAsObjects } from "./differences.ts";

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
      const answer = await client.call(ask, mock.url);
      const ours = await askOurs(ask);
      expect(answer.status, `${status}`).toBe(status);
      expect(ours.status).toBe(status);
      if (status < 300) expect(answer.body).toEqual(listsAsObjects.has(client.name) ? { ...(ours.body as object) } : ours.body);
      else expect(answer.body).toMatchObject({ error_code: ours.errorCode });
    }
  });

  test("sends the same request as our client, but for headers that are known to differ", async () => {
    code = undefined;
    const seen = new Set<string>();
    for (const ask of asks) for (const difference of await differencesOf(client, ask)) seen.add(difference);
    expect([...seen].sort()).toEqual(Object.keys(headerDifferences[client.name] ?? {}).sort());
  });
});

async function askOurs({ operation, path, query, body }: Ask) {
  const values: Readonly<Record<string, unknown>> = { ...path, ...query, ...body };
  const input = Object.fromEntries(
    operation.parameters
      .filter(({ name, input: key }) => name in values && !(key in (operation.fixed ?? {})))
      .map(({ name, input: key }) => [key, values[name]]),
  );
  const result = await call(createConnection({ endpoint: mock.url, service: "AOM", auth: token, retry: false }), operation, input);
  if (result.ok) return { status: result.status, body: result.data, errorCode: undefined };
  return { status: result.status, body: undefined, errorCode: "errorCode" in result.error ? result.error.errorCode : undefined };
}

/** In what the requests of two clients differ: `+name` a header that only theirs has, `-name` one that only ours has, `name` one with another value. */
async function differencesOf(client: IndependentClient, ask: Ask): Promise<readonly string[]> {
  const from = mock.requests.length;
  await client.call(ask, mock.url);
  await askOurs(ask);
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
