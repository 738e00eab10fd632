import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { applied, brokenConnection, expired, throttled } from "../../test/answers.ts";
import { fail, thrown, untouchable, withGetter } from "../../test/hostile.ts";
import { startNode } from "../../test/invented-operations.ts";
import { connectionTo, node } from "../../test/scripted-connection.ts";
import type { Step } from "../../test/scripted-transport.ts";
import { NotSentError } from "../transport/not-sent-error.ts";
import type { Authenticate } from "./authenticate.ts";
import { call } from "./call.ts";
import type { Hooks } from "./hooks.ts";
import type { CallOptions } from "./options.ts";

async function outcomeOf(script: Step[], auth?: unknown, input: unknown = node, options: unknown = {}, hooks?: Hooks) {
  const { connection, requests } = connectionTo(script, {
    ...(auth !== undefined && { auth: auth as Authenticate }),
    ...(hooks && { hooks }),
  });
  const result = await call(connection, startNode, input as typeof node, options as CallOptions);
  return { result, sent: requests.length };
}

describe("for every failure of an authentication function, the call reports that nothing was sent", () => {
  const notCredentials = { ok: false, status: undefined, outcome: "not-sent", error: { code: "authentication", attempts: 0 } };

  it.each<[string, unknown, string]>([
    ["nothing", () => {}, "it returned undefined"],
    ["a promise of nothing", async () => {}, "it returned undefined"],
    ["null", () => null, "it returned null"],
    ["a text", () => "token", "it returned a string"],
    ["a promise of a number", async () => 7, "it returned a number"],
    ["the request, as before", (request: unknown) => Object.assign(new Map(), { request }), "it returned a Map"],
    ["Headers", () => new Headers({ a: "b" }), "it returned a Headers"],
    ["a header that is not a string", () => ({ "x-auth-token": undefined }), "x-auth-token is undefined"],
    ["a header with a line break", () => ({ "x-auth-token": "s3cret\r\nX-Evil: 1" }), "with a line break"],
    ["a header of the connection", () => ({ "Content-Length": "3" }), "the header Content-Length, which belongs to the connection"],
  ])("by returning %s", async (_, auth, sentence) => {
    const { result, sent } = await outcomeOf([applied()], auth);
    expect(result).toMatchObject(notCredentials);
    if (!result.ok) {
      expect(result.error.message).toMatch(/^Could not get credentials: the auth function .* Nothing was sent\.$/);
      expect(result.error.message).toContain(sentence);
      expect(JSON.stringify(result)).not.toContain("s3cret");
    }
    expect(sent).toBe(0);
  });

  it.each(thrown)("by throwing or rejecting with %s", async (_, value) => {
    const throwing = () => {
      throw value;
    };
    for (const auth of [throwing, async () => throwing()]) {
      const { result, sent } = await outcomeOf([applied()], auth);
      expect(result).toMatchObject(notCredentials);
      expect(sent).toBe(0);
    }
  });

  it("by quoting a password that the caller names: no error shows it", async () => {
    const error = new Error("no luck with s3cret-passcode", { cause: new Error("s3cret-passcode") });
    const throwing = () => Promise.reject(error);
    const byHeaders = await outcomeOf([], throwing, node, { secrets: ["s3cret-passcode"] });
    const asked = Object.assign(() => ({}), { projectId: throwing });
    const { connection } = connectionTo([], { auth: asked as Authenticate, projectId: undefined });
    const byProject = await call(connection, startNode, node, { secrets: ["s3cret-passcode"] });
    for (const result of [byHeaders.result, byProject]) {
      expect(result).toMatchObject(notCredentials);
      const shown = inspect(result, { depth: 20, showHidden: true });
      expect(shown).toContain("never-throws.test.ts");
      expect(shown).not.toContain("s3cret-passcode");
    }
  });

  it.each<[string, unknown]>([
    ["headers that throw when they are read", () => withGetter("x-auth-token")],
    ["an object that throws on every access", () => untouchable],
    ["a promise whose then throws", () => withGetter("then")],
    ["a promise that resolves with such a one", async () => ({ inner: untouchable })],
  ])("by returning %s", async (_, auth) => {
    const { result, sent } = await outcomeOf([applied()], auth);
    expect(result).toMatchObject(notCredentials);
    expect(sent).toBe(0);
  });

  it.each(thrown)("by failing to renew with %s: the refusal is what the caller sees", async (_, value) => {
    const renew = () => {
      throw value;
    };
    const { result } = await outcomeOf(
      [expired()],
      Object.assign(() => ({}), { renew }),
    );
    expect(result).toMatchObject({ status: 401, outcome: "rejected" });
  });

  it("by a property renew that throws", async () => {
    const auth = Object.defineProperty(() => ({}), "renew", { get: fail });
    expect((await outcomeOf([expired()], auth)).result).toMatchObject({ status: 401, outcome: "rejected" });
  });

  it("by a property projectId that throws", async () => {
    const auth = Object.defineProperty(() => ({}), "projectId", { get: fail });
    const { connection, requests } = connectionTo([applied()], { auth: auth as Authenticate, projectId: undefined });
    expect(await call(connection, startNode, node)).toMatchObject(notCredentials);
    expect(requests).toEqual([]);
  });

  it("by headers that read differently the second time", async () => {
    let reads = 0;
    const fickle = {
      get "x-auth-token"() {
        return reads++ === 0 ? "s3cret" : "s3cret\r\nX-Evil: 1";
      },
    };
    const { connection, requests } = connectionTo([applied()], { auth: () => fickle as never });
    expect(await call(connection, startNode, node)).toMatchObject({ ok: true });
    expect(requests[0]?.headers["x-auth-token"]).toBe("s3cret");
  });
});

describe("for every failure of a transport with the request, the outcome is unknown and nothing is sent again", () => {
  it.each(thrown)("by rejecting with, or throwing, %s", async (_, value) => {
    const throwing: Step = () => {
      throw value;
    };
    const { result, sent } = await outcomeOf([throwing, applied()]);
    expect(result).toMatchObject({ ok: false, status: undefined, outcome: "unknown", error: { code: "connection", attempts: 1 } });
    expect(sent).toBe(1);
  });

  it("by throwing at once instead of rejecting", async () => {
    const { connection } = connectionTo([], { transport: fail });
    expect(await call(connection, startNode, node)).toMatchObject({
      outcome: "unknown",
      error: { code: "connection", cause: { message: "hostile" } },
    });
  });

  it.each<[string, unknown]>([
    ["nothing", undefined],
    ["null", null],
    ["a number", 200],
    ["a text", "success"],
    ["an empty object", {}],
    ["an answer without headers", { status: 200, text: '{"result":"success"}' }],
    ["an answer without a text", { status: 200, headers: {} }],
    ["an answer with a status that is not a number", { status: "200", headers: {}, text: '{"result":"success"}' }],
    ["an answer whose text throws", withGetter("text", { status: 200, headers: {} })],
    ["an answer whose headers throw", { status: 200, headers: untouchable, text: "" }],
    ["an object that throws on every access", Object.assign(new Proxy({}, { get: (_, name) => (name === "then" ? undefined : fail()) }))],
    ["a Response of fetch", new Response('{"result":"success"}')],
  ])("by resolving with %s", async (_, value) => {
    const { result, sent } = await outcomeOf([() => value, applied()]);
    expect(result).toMatchObject({ ok: false, status: undefined, outcome: "unknown" });
    expect(sent).toBe(1);
  });

  const noResponse = "the transport must resolve with a response: status, headers and text.";
  it.each<[string, unknown, string]>([
    ["nothing", undefined, noResponse],
    ["a response whose text is a number", { status: 200, headers: {}, text: 5 }, noResponse],
    ["a response whose status is a string", { status: "200", headers: {}, text: "" }, noResponse],
    ["a response whose headers are a string", { status: 200, headers: "", text: "" }, noResponse],
  ])("by resolving with %s, and the error says so", async (_, value, sentence) => {
    const { result } = await outcomeOf([() => value]);
    expect(result).toMatchObject({ outcome: "unknown", error: { summary: `The connection broke: ${sentence}` } });
  });

  it.each<[string, unknown]>([
    ["undefined", undefined],
    ["null", null],
    ["an empty string", ""],
    ["an object that says nothing", {}],
    ["a function", () => {}],
  ])("by throwing %s, which gives no reason", async (_, value) => {
    const { result } = await outcomeOf([
      () => {
        throw value;
      },
    ]);
    expect(result).toMatchObject({ outcome: "unknown", error: { summary: "The connection broke: no reason was given." } });
  });

  it("except after a NotSentError", async () => {
    const { result } = await outcomeOf([new NotSentError(null), new NotSentError(untouchable), new NotSentError(new Error("x"))]);
    expect(result).toMatchObject({ outcome: "not-sent", error: { code: "connection", attempts: 3 } });
  });

  it("an error that only has its name proves nothing", async () => {
    const lookalike = Object.assign(new Error("x"), { name: "NotSentError" });
    expect((await outcomeOf([lookalike])).result).toMatchObject({ outcome: "unknown" });
  });
});

describe("the caller gets the error, even if the hint is invalid", () => {
  it.each<[string, unknown]>([
    ["throws", fail],
    ["returns an object without a prototype", () => Object.create(null)],
    ["returns an object that throws whatever is done with it", () => untouchable],
    ["returns a symbol", () => Symbol("hint")],
    ["returns a promise", async () => "later"],
    ["is not a function", 7],
  ])("a hint that %s", async (_, hintFor) => {
    const { connection } = connectionTo([brokenConnection()], { hintFor: hintFor as never });
    const result = await call(connection, startNode, node);
    expect(result).toMatchObject({ ok: false, outcome: "unknown" });
    if (!result.ok) expect(result.error.message).not.toMatch(/object|Symbol/);
  });
});

describe("the call ends, even if a listener of the transport fails", () => {
  it("a listener that throws when the time is up", async () => {
    const { connection } = connectionTo([], {
      transport: (_, { ending }) => {
        ending?.onEnd(fail);
        return new Promise(() => {});
      },
    });
    expect(await call(connection, startNode, node, { timeout: 20 })).toMatchObject({ outcome: "unknown", error: { code: "timeout" } });
  });
});

describe("hooks cannot change anything", () => {
  const names = ["onAttemptStart", "onAttemptEnd", "onRetry"] as const;

  it.each<[string, Hooks]>([
    ["throwing", Object.fromEntries(names.map((name) => [name, fail]))],
    ["rejecting", Object.fromEntries(names.map((name) => [name, () => Promise.reject(new Error("hook"))]))],
    ["never ending", Object.fromEntries(names.map((name) => [name, () => new Promise(() => {})]))],
    ["throwing when they are looked for", names.reduce((hooks, name) => Object.defineProperty(hooks, name, { get: fail }), {})],
    ["returning what cannot be awaited", Object.fromEntries(names.map((name) => [name, () => withGetter("then")]))],
    ["returning what throws whatever is done with it", Object.fromEntries(names.map((name) => [name, () => untouchable]))],
    [
      "spoiling the event",
      Object.fromEntries(
        names.map((name) => [
          name,
          (event: object) => {
            for (const key of Object.keys(event)) Object.defineProperty(event, key, { get: fail, enumerable: true });
          },
        ]),
      ),
    ],
  ])("by %s", async (_, hooks) => {
    expect((await outcomeOf([throttled(), applied()], undefined, node, {}, hooks)).result).toMatchObject({ ok: true, attempts: 2 });
    expect((await outcomeOf([brokenConnection()], undefined, node, {}, hooks)).result).toMatchObject({ ok: false, outcome: "unknown" });
  });
});
