import type { Operation } from "@aom-workflow/types";
import { describe, expect, it } from "vitest";
import { applied } from "../../test/answers.ts";
import { login, startNode } from "../../test/invented-operations.ts";
import { connectionTo, node } from "../../test/scripted-connection.ts";
import type { Authenticate } from "./authenticate.ts";
import { call } from "./call.ts";

const ofCredentials = "c".repeat(32);
const ofConnection = "b".repeat(32);
const ofCall = "a".repeat(32);

/** Credentials that come with a project, and what they were asked. */
function credentials(projectId: () => unknown = () => ofCredentials) {
  const asked: string[] = [];
  const auth = (_: unknown, { projectId }: { projectId?: string | undefined }) => {
    asked.push(`headers for ${projectId}`);
    return {};
  };
  const ask = () => {
    asked.push("project");
    return projectId();
  };
  return { auth: Object.assign(auth, { projectId: ask }) as Authenticate, asked };
}

describe("the project of a call", () => {
  it.each<[string, string | undefined, string | undefined, string, boolean]>([
    ["the call's, before all others", ofCall, ofConnection, ofCall, false],
    ["the connection's, where the call names none", undefined, ofConnection, ofConnection, false],
    ["that of the credentials, if none is given", undefined, undefined, ofCredentials, true],
  ])("is %s, and the signature covers it", async (_, projectOfCall, projectId, expected, isAsked) => {
    const { auth, asked } = credentials();
    const { connection, requests } = connectionTo([applied()], { auth, projectId });
    expect(await call(connection, startNode, { ...node, projectId: projectOfCall })).toMatchObject({ ok: true });
    expect(requests[0]?.url).toContain(`/v1/${expected}/`);
    expect(asked).toEqual(isAsked ? ["project", `headers for ${expected}`] : [`headers for ${expected}`]);
  });

  it("may be found elsewhere, later", async () => {
    const { auth } = credentials(async () => ofCredentials);
    const { connection, requests } = connectionTo([applied()], { auth, projectId: undefined });
    await call(connection, startNode, node);
    expect(requests[0]?.url).toContain(`/v1/${ofCredentials}/`);
  });

  it("is taken from credentials that are objects with their own state", async () => {
    const auth = Object.assign(() => ({}), {
      known: ofCredentials,
      projectId() {
        return this.known;
      },
    });
    const { connection, requests } = connectionTo([applied()], { auth, projectId: undefined });
    expect(await call(connection, startNode, node)).toMatchObject({ ok: true });
    expect(requests[0]?.url).toContain(`/v1/${ofCredentials}/`);
  });

  it.each<[string, unknown, string]>([
    ["none", undefined, "projectId is missing"],
    ["null", null, "projectId is missing"],
    ["too short", "c", "projectId must have exactly 32 characters; it has 1"],
    ["no text", 7, "projectId must be a string, not 7"],
    ["an object", { id: ofCredentials }, "projectId must be a string, not an object"],
  ])("is missing when that of the credentials is %s: nothing is sent", async (_, projectId, sentence) => {
    const { auth } = credentials(() => projectId);
    const { connection, requests } = connectionTo([applied()], { auth, projectId: undefined });
    expect(await call(connection, startNode, node)).toMatchObject({
      outcome: "not-sent",
      error: { code: "invalid-input", parameter: "projectId", message: `${sentence}. Nothing was sent.` },
    });
    expect(requests).toHaveLength(0);
  });

  it("is missing if there are no credentials to ask", async () => {
    const { connection, requests } = connectionTo([applied()], { auth: undefined, projectId: undefined });
    expect(await call(connection, startNode, node)).toMatchObject({ error: { code: "invalid-input", parameter: "projectId" } });
    expect(requests).toHaveLength(0);
  });

  it.each<[string, Operation<object>]>([
    ["a project of its own", { ...startNode, parameters: startNode.parameters.map(({ scope: _, ...parameter }) => parameter) }],
    [
      "something else that calls share",
      { ...login, parameters: [{ name: "tenant", input: "tenant", in: "query", required: true, scope: "connection", schema: {} }] },
    ],
  ])("is not asked of the credentials by an operation that has %s", async (_, operation) => {
    const { auth, asked } = credentials();
    const { connection } = connectionTo([applied()], { auth, projectId: undefined });
    expect(await call(connection, operation, node)).toMatchObject({ error: { code: "invalid-input" } });
    expect(asked).toEqual([]);
  });

  it.each<[string, () => unknown]>([
    ["rejects", () => Promise.reject(new Error("IAM is down"))],
    [
      "throws",
      () => {
        throw new Error("IAM is down");
      },
    ],
  ])("cannot be found when the search %s: nothing is sent, and the error has the reason", async (_, projectId) => {
    const { connection, requests } = connectionTo([applied()], { auth: credentials(projectId).auth, projectId: undefined });
    expect(await call(connection, startNode, node)).toMatchObject({
      outcome: "not-sent",
      error: {
        code: "authentication",
        attempts: 0,
        message: "Could not get credentials: the auth function failed; its text is hidden, since it may contain secrets. Nothing was sent.",
      },
    });
    expect(requests).toHaveLength(0);
  });

  it("cannot be found if the search throws a value that throws when inspected", async () => {
    const hostile = Object.defineProperty({}, "message", {
      get() {
        throw new Error("hands off");
      },
    });
    const { connection } = connectionTo([], { auth: credentials(() => Promise.reject(hostile)).auth, projectId: undefined });
    expect(await call(connection, startNode, node)).toMatchObject({ outcome: "not-sent", error: { code: "authentication" } });
  });

  it("is not searched for longer than an attempt may take", async () => {
    const { auth } = credentials(() => new Promise(() => {}));
    const { connection } = connectionTo([], { auth, projectId: undefined, timeout: 20 });
    expect(await call(connection, startNode, node)).toMatchObject({ outcome: "not-sent", error: { code: "timeout", attempts: 0 } });
  });

  it("is not searched for if the operation has none, or where another input is not usable", async () => {
    const { auth, asked } = credentials();
    const { connection } = connectionTo([applied()], { auth, projectId: undefined });
    await call(connection, login, { body: { auth: { identity: { methods: ["token"] } } } });
    expect(asked).toEqual(["headers for undefined"]);
    expect(await call(connection, startNode, { ...node, workflowId: "" })).toMatchObject({ error: { parameter: "workflowId" } });
    expect(asked).toHaveLength(1);
  });
});
