import { getEventListeners } from "node:events";
import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { applied } from "../../test/answers.ts";
import { createNode, startNode } from "../../test/invented-operations.ts";
import { connectionTo, node, projectId, secret } from "../../test/scripted-connection.ts";
import { call } from "./call.ts";
import { prepare } from "./prepare.ts";

describe("a prepared request", () => {
  it("is exactly what a call would send, credentials included, and nothing is sent", async () => {
    const { connection, requests } = connectionTo([applied()]);
    const prepared = await prepare(connection, startNode, node);
    expect(requests).toHaveLength(0);
    await call(connection, startNode, node);
    expect({ ...prepared, headers: Object.fromEntries(prepared.headers) }).toEqual(requests[0]);
    expect(prepared.headers["x-auth-token"]).toBe(secret);
  });

  it("shows no secret when it is printed or logged", async () => {
    const prepared = await prepare(connectionTo([]).connection, createNode, { name: "hunter22" });
    expect(prepared.body).toBe('{"name":"hunter22"}');
    for (const shown of [
      inspect(prepared, { depth: 9 }),
      JSON.stringify(prepared),
      inspect(prepared.headers),
      JSON.stringify({ prepared }),
    ]) {
      expect(shown).not.toMatch(new RegExp(`${secret}|hunter22`));
      expect(shown).toContain("[redacted]");
    }
  });

  it("has the project that comes with the credentials, if none is given", async () => {
    const auth = Object.assign(() => ({}), { projectId: async () => projectId });
    const { connection } = connectionTo([], { auth, projectId: undefined });
    expect((await prepare(connection, startNode, node)).url).toContain(`/v1/${projectId}/`);
  });

  it.each<[string, () => Promise<unknown>, object]>([
    [
      "input",
      () => prepare(connectionTo([]).connection, startNode, { ...node, nodeId: "" }),
      { code: "invalid-input", parameter: "nodeId" },
    ],
    [
      "signal",
      () => prepare(connectionTo([]).connection, startNode, node, { signal: {} as AbortSignal }),
      { code: "invalid-input", parameter: "signal" },
    ],
    [
      "credentials",
      () => prepare(connectionTo([], { auth: () => Promise.reject(new Error(`no ${secret}`)) }).connection, startNode, node),
      {
        code: "authentication",
        message: "Could not get credentials: the auth function failed; its text is hidden, since it may contain secrets. Nothing was sent.",
      },
    ],
    ["headers", () => prepare(connectionTo([], { auth: () => ({ a: "b\n" }) }).connection, startNode, node), { code: "authentication" }],
    [
      "project",
      () => {
        const auth = Object.assign(() => ({}), { projectId: () => Promise.reject(new Error("IAM is down")) });
        return prepare(connectionTo([], { auth, projectId: undefined }).connection, startNode, node);
      },
      { code: "authentication" },
    ],
    [
      "time",
      () => prepare(connectionTo([], { auth: () => new Promise(() => {}), timeout: 20 }).connection, startNode, node),
      { code: "timeout" },
    ],
    [
      "patience",
      () => prepare(connectionTo([]).connection, startNode, node, { signal: AbortSignal.abort("why") }),
      { code: "aborted", cause: "why" },
    ],
  ])("cannot be made without usable %s, and the error says that nothing was sent", async (_, act, error) => {
    await expect(act()).rejects.toMatchObject({ ...error, outcome: "not-sent", attempts: 0 });
  });

  it("leaves no timer and no listener behind, whether it was made or not", async () => {
    const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === "Timeout").length;
    const before = timers();
    const { signal } = new AbortController();
    for (let count = 0; count < 20; count++) {
      const auth = count % 2 ? () => ({}) : () => Promise.reject(new Error("x"));
      await prepare(connectionTo([], { auth }).connection, startNode, node, { signal }).catch(() => {});
    }
    expect(timers() - before).toBeLessThan(10);
    expect(getEventListeners(signal, "abort")).toHaveLength(0);
  });

  it.each(["timeout", "deadline"] as const)("may be given a %s, which is held to what every limit is held to", async (limit) => {
    const hanging = connectionTo([], { auth: () => new Promise(() => {}) }).connection;
    await expect(prepare(hanging, startNode, node, { [limit]: 15 })).rejects.toMatchObject({ code: "timeout", limit, limitMs: 15 });
    await expect(prepare(hanging, startNode, node, { [limit]: 0 })).rejects.toMatchObject({ parameter: limit });
  });

  it("never says that trying again helps", async () => {
    const failing = connectionTo([], { auth: () => Promise.reject(new Error("x")) }).connection;
    await expect(prepare(failing, startNode, node)).rejects.toMatchObject({ retryable: false, retryRefusal: undefined });
  });
});
