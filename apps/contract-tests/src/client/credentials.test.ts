import { type Authenticate, createClient } from "@aom-workflow/client";
import { type Mock, startMock } from "@aom-workflow/mock";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { node, projectId } from "../fixtures/stopped-node.ts";

let mock: Mock;
beforeAll(async () => {
  mock = await startMock();
});
afterAll(() => mock.close());

const secret = "MARKED-HEADER-6b1e";

const unusable: [string, () => unknown][] = [
  ["nothing", () => undefined],
  ["a string", () => secret],
  ["an array", () => [["x-auth-token", secret]]],
  ["the request of an older interface", () => new Request("http://127.0.0.1/", { headers: { "x-auth-token": secret } })],
  ["Headers", () => new Headers({ "x-auth-token": secret })],
  ["a number as a value", () => ({ "x-auth-token": 7 })],
  ["a name that cannot be sent", () => ({ "x auth": secret })],
  ["a line break in a value", () => ({ "x-auth-token": `${secret}\r\nx-injected: 1` })],
  ["a character beyond Latin-1 in a value", () => ({ "x-auth-token": `${secret}中` })],
  ["a header of the connection", () => ({ host: "elsewhere.example" })],
];

describe("an authentication function that gives something other than headers that can be sent", () => {
  it.each(
    unusable.flatMap(
      ([name, give]) =>
        [
          [name, "at once", give],
          [name, "later", async () => give()],
        ] as const,
    ),
  )("%s, %s: one sentence, and nothing is sent", async (_name, _when, give) => {
    const before = mock.connections.length;
    const client = createClient({ endpoint: mock.url, projectId, auth: give as Authenticate });
    const result = await client.safe.restart(node);
    expect(result).toMatchObject({ ok: false, outcome: "not-sent", error: { code: "authentication", attempts: 0 } });
    const { message, cause } = (result as { error: Error }).error;
    expect(message).toMatch(/^Could not get credentials: [^.\n]+\.( Nothing was sent\.)?$/);
    expect(`${message}${String(cause)}`).not.toContain(secret);
    expect(mock.connections).toHaveLength(before);
  });

  it("an object with names and strings is sent, whatever realm or prototype it has", async () => {
    const auth = () => Object.assign(Object.create(null), { "X-Auth-Token": secret });
    expect(await createClient({ endpoint: mock.url, projectId, auth }).safe.restart(node)).toMatchObject({ ok: true });
    expect(mock.requests.at(-1)?.headers).toMatchObject({ "x-auth-token": secret });
  });
});
