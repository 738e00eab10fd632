import type { Operation } from "@aom-workflow/types";
import { describe, expect, it } from "vitest";
import { answer, applied, brokenConnection } from "../../test/answers.ts";
import { untouchable, withGetter } from "../../test/hostile.ts";
import { deleteNode, listNodes, startNode } from "../../test/invented-operations.ts";
import { connectionTo, node, projectId } from "../../test/scripted-connection.ts";
import { call } from "../call/call.ts";
import type { CallEnd } from "../call/hooks.ts";
import { methodsOf } from "../call/methods-of.ts";
import { prepare } from "../call/prepare.ts";

/** As it may be written in JavaScript. */
const written = (more: object, operation: object = listNodes) => ({ ...operation, ...more }) as never;
const policy = { ...(listNodes.retry as object) };
const without = (name: string) => Object.fromEntries(Object.entries(listNodes).filter(([each]) => each !== name)) as never;
const withParameter = (more: object) => written({ parameters: [{ ...listNodes.parameters[1], ...more }], path: "/" });

describe("an operation written by hand is refused by name before anything is sent", () => {
  it.each<[string, never, string]>([
    ["an effect that is misspelt", written({ effect: "Once" }), "operation.effect must be one of none, idempotent, once."],
    ["an effect that is null", written({ effect: null }), "operation.effect must be one of none, idempotent, once."],
    ["no effect", without("effect"), "operation.effect is missing."],
    ["null", null as never, "operation is missing."],
    ["nothing", undefined as never, "operation is missing."],
    ["a number", 5 as never, "operation must be an object, not 5."],
    ["an empty object", {} as never, "operation.id is missing."],
    [
      "a list of successes that is misspelt",
      written({ sucess: [200] }, without("success")),
      "operation.sucess is not a property of an operation (did you mean success?).",
    ],
    [
      "misspelt words of success, which would be ignored",
      written({ succesWords: { result: ["success"] } }),
      "operation.succesWords is not a property of an operation (did you mean successWords?).",
    ],
    [
      "a word of success that is not a list, so that any part of it would match",
      written({ successWords: { result: "success" } }),
      'operation.successWords must be a list of strings, or have a list of words or "any" for each property.',
    ],
    ["a success that is a string", written({ success: ["200"] }), "operation.success[0] must be an integer, not a string."],
    ["errors that are not a list", written({ errors: 404 }), "operation.errors must be an array, not 404."],
    ["a method in lower case", written({ method: "get" }), "operation.method must be one of GET, PUT, POST, DELETE, PATCH."],
    ["a path that would become part of the host", written({ path: ".example.com/v1" }), "operation.path must match ^/."],
    [
      "a path with a variable that no input fills",
      written({ path: "/v1/{project_id}/nodes/{nod_id}" }, deleteNode),
      "operation.parameters lacks the required path parameter nod_id.",
    ],
    [
      "a path with an optional variable",
      written({ path: "/{limit}", parameters: [{ ...listNodes.parameters[1], in: "path" }] }),
      "operation.parameters lacks the required path parameter limit.",
    ],
    [
      "a parameter with a misspelt place",
      withParameter({ in: "querry" }),
      "operation.parameters[0].in must be one of path, query, header, body.",
    ],
    ["a parameter without limits", withParameter({ schema: undefined }), "operation.parameters[0].schema is missing."],
    [
      "a parameter whose required is a string",
      withParameter({ required: "no" }),
      "operation.parameters[0].required must be a boolean, not a string.",
    ],
    ["no policy", without("retry"), "operation.retry is missing."],
    ["a policy that is true", written({ retry: true }), "operation.retry must be an object, not a boolean."],
    ["a policy that is null", written({ retry: null }), "operation.retry must be an object, not null."],
    [
      "a reason that is misspelt",
      written({ retry: { ...policy, on: ["timout"] } }),
      "operation.retry.on[0] must be one of not-sent, throttled, gateway-unavailable, credentials-renewed, connection-lost, timeout, server-error.",
    ],
    ["half an attempt", written({ retry: { ...policy, maxAttempts: 1.5 } }), "operation.retry.maxAttempts must be an integer, not 1.5."],
    ["no attempt", written({ retry: { ...policy, maxAttempts: 0 } }), "operation.retry.maxAttempts must be at least 1; it is 0."],
    ["a policy without a delay", written({ retry: { ...policy, maxDelayMs: undefined } }), "operation.retry.maxDelayMs is missing."],
    ["one that throws when it is read", withGetter("effect", listNodes) as never, "operation could not be read."],
    ["one that throws on every access", untouchable as never, "operation could not be read."],
  ])("%s", async (_, operation, sentence) => {
    const ends: CallEnd[] = [];
    const { connection, requests } = connectionTo([applied()], { hooks: { onCallEnd: (end) => ends.push(end) } });
    const refused = { code: "invalid-input", outcome: "not-sent", attempts: 0, message: `${sentence} Nothing was sent.` };
    expect(await call(connection, operation, {})).toMatchObject({ ok: false, error: refused });
    await expect(prepare(connection, operation, {})).rejects.toMatchObject(refused);
    if (operation !== untouchable) await expect(methodsOf({ it: operation }, connection).it()).rejects.toMatchObject(refused);
    expect(requests).toEqual([]);
    expect(ends[0]).toMatchObject({ outcome: "not-sent", code: "invalid-input" });
  });

  it("and so is a call without a connection", async () => {
    for (const connection of [undefined, null, {}, "https://example.com"])
      expect(await call(connection as never, listNodes, {})).toMatchObject({
        error: { message: "connection must be what createConnection returned. Nothing was sent." },
      });
  });
});

describe("an operation written by hand is accepted", () => {
  it("with properties of its own, and without what only people read", async () => {
    const { name: _, ...nameless } = { ...listNodes, summary: "Lists nodes.", fixed: undefined };
    expect(await call(connectionTo([applied()]).connection, nameless as never, {})).toMatchObject({ ok: true });
  });

  it("with texts as words of success, and with no retries", async () => {
    const operation: Operation = { ...startNode, successWords: ["OK"], retry: false };
    const { connection } = connectionTo([answer(200, '"OK"')]);
    expect(await call(connection, operation, node)).toMatchObject({ ok: true, data: "OK" });
  });
});

it("an operation that is changed after its first call, so that its effect is no longer known, is never sent twice", async () => {
  const changing: { effect: unknown } & object = { ...listNodes };
  const { connection, requests } = connectionTo([applied(), brokenConnection(), applied(), brokenConnection(), applied()]);
  expect(await call(connection, changing as never, { projectId })).toMatchObject({ ok: true });
  changing.effect = "Once";
  expect(await call(connection, changing as never, { projectId })).toMatchObject({
    outcome: "unknown",
    error: {
      attempts: 1,
      retryable: false,
      retryRefusal: "outcome-unknown",
      message: expect.stringContaining("Check whether it was applied"),
    },
  });
  expect(requests).toHaveLength(2);
});
