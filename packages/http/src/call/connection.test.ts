import { describe, expect, it, vi } from "vitest";
import { startNode } from "../../test/invented-operations.ts";
import { node, projectId } from "../../test/scripted-connection.ts";
import type { PlainHeaders } from "../request/plain-request.ts";
import { Secret } from "../request/secret.ts";
import { call } from "./call.ts";
import { type ConnectionOptions, createConnection } from "./connection.ts";
import { prepare } from "./prepare.ts";

const options: ConnectionOptions = {
  endpoint: "https://aom.example/prefix/",
  service: "AOM",
  projectId,
  transport: async () => ({ status: 200, headers: {}, text: `{"result":"success"}` }),
};
const create = (more: object) => createConnection({ ...options, ...more });

describe("a connection", () => {
  it("is made of an endpoint, and has defaults for the rest", () => {
    expect(create({})).toMatchObject({
      endpoint: "https://aom.example/prefix",
      authenticate: undefined,
      limits: { timeout: 30_000, deadline: 120_000 },
      retry: undefined,
      hooks: {},
      headers: {},
    });
  });

  it("sends by the default of the platform if neither a transport nor fetch is handed in", () => {
    expect(create({ transport: undefined }).transport).toBeTypeOf("function");
  });

  it("sends the token of a secret, of this copy of the package or of another, as the text itself", async () => {
    for (const auth of ["s3cret", new Secret("s3cret"), { reveal: () => "s3cret" } as Secret]) {
      const { authenticate } = create({ auth });
      expect(authenticate?.({ method: "GET", url: "", headers: {} }, { signal: new AbortController().signal })).toEqual({
        "x-auth-token": "s3cret",
      });
    }
  });

  it.each<[string, object, string]>([
    ["endpoint", { endpoint: "nonsense" }, "must be an address"],
    ["endpoint", { endpoint: undefined }, "must be an address"],
    ["endpoint", { endpoint: "http://aom.example" }, "must use https"],
    ["service", { service: undefined }, "must be one line of text, such as AOM"],
    ["service", { service: "" }, "must be one line of text, such as AOM"],
    ["service", { service: 5 }, "must be one line of text, such as AOM"],
    ["service", { service: "AOM\n" }, "must be one line of text, such as AOM"],
    ["auth", { auth: "" }, "must not be empty"],
    ["auth", { auth: "s3cret\r\nX-Evil: 1" }, "contains a space, a line break"],
    ["auth", { auth: new Secret("s3cret token") }, "contains a space, a line break"],
    ["auth", { auth: "x".repeat(40_961) }, "must have at most 40960 characters"],
    ["auth", { auth: {} }, "must be a token or a function that returns headers"],
    ["auth", { auth: null }, "must be a token or a function that returns headers"],
    ["fetch", { transport: undefined, fetch: {} }, "must be a function"],
    ["transport", { transport: {} }, "must be a function"],
    ["transport", { transport: null }, "must be a function"],
    ["timeout", { timeout: 0 }, "must be a number of milliseconds"],
    ["deadline", { deadline: Number.POSITIVE_INFINITY }, "must be a number of milliseconds"],
    ["retry", { retry: null }, "must be false or an object with numbers"],
    ["retry.maxAttempts", { retry: { maxAttempts: 0 } }, "must be a whole number from 1"],
    ["headers", { headers: [] }, "must be an object with names and strings"],
    ["headers.x-auth-token", { headers: { "X-Auth-Token": "s3cret" } }, "is for credentials, which the option auth gives"],
    ["userAgent", { userAgent: "agent\r\nX-Evil: 1" }, "must be a string without line breaks"],
  ])("cannot be made with this %s: %j", (parameter, more, problem) => {
    expect(() => create(more)).toThrow(
      expect.objectContaining({ code: "invalid-input", parameter, problem: expect.stringContaining(problem) }),
    );
    expect(() => create(more)).toThrow(expect.not.objectContaining({ message: expect.stringContaining("s3cret") }));
  });

  it("calls other machines by plain http only if allowed", async () => {
    expect(create({ endpoint: "http://aom.example", allowInsecureHttp: true }).endpoint).toBe("http://aom.example");
  });
});

describe("the transport", () => {
  const answer = () => new Response('{"result":"success"}', { headers: { "content-type": "application/json" } });

  it("is a fetch that is handed in, called as browsers and workers demand: not as a method of anything", async () => {
    const seen: unknown[] = [];
    async function fetch(this: unknown, url: unknown, init: unknown) {
      seen.push(this, String(url), init);
      return answer();
    }
    const connection = create({ transport: undefined, fetch });
    expect(await call(connection, startNode, node)).toMatchObject({ ok: true });
    expect(seen[0]).toBeUndefined();
    expect(seen[1]).toContain("https://aom.example/prefix/v1/");
    expect(seen[2]).toMatchObject({ method: "POST", redirect: "manual", signal: expect.any(AbortSignal) });
  });

  it("is the transport that is handed in, rather than a fetch", async () => {
    const fetch = vi.fn();
    expect(await call(create({ fetch }), startNode, node)).toMatchObject({ ok: true });
    expect(fetch).not.toHaveBeenCalled();
  });

  it("gets the value of User-Agent, and the headers of the connection and of the call", async () => {
    const sent: PlainHeaders[] = [];
    const transport: ConnectionOptions["transport"] = async ({ headers }) => {
      sent.push(headers);
      return { status: 200, headers: {}, text: `{"result":"success"}` };
    };
    const headers = { "X-Team": "payments", "X-Build": "1" };
    const connection = create({ transport, userAgent: "my-tool/1", headers });
    headers["X-Team"] = "changed";
    await call(connection, startNode, node, { headers: { "x-build": "2", traceparent: "00-1-2-01" } });
    const own = { "user-agent": "my-tool/1", "x-team": "payments", "x-build": "2", traceparent: "00-1-2-01" };
    expect(sent).toEqual([expect.objectContaining({ ...own, "content-type": "application/json" })]);
    expect((await prepare(connection, startNode, node, { headers: { "x-build": "3" } })).headers["x-build"]).toBe("3");
  });

  it("signs them: the auth function is given the request with all its headers", async () => {
    const auth = vi.fn(() => ({}));
    await call(create({ auth, headers: { "x-team": "a" } }), startNode, node, { headers: { "x-build": "2" } });
    expect(auth).toHaveBeenCalledWith(
      expect.objectContaining({ headers: expect.objectContaining({ "x-team": "a", "x-build": "2" }) }),
      expect.anything(),
    );
  });
});
