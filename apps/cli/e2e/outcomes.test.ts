import { describe, expect, test } from "vitest";
import { answering, loopback, success } from "./loopback.ts";
import { ids, runCli, secret } from "./run-cli.ts";

const gateway = (code: string, message: string) => ({ error_code: code, error_msg: message, request_id: "3d2c9d0c1a" });

/** Every way a call can end, as its exit code tells. */
const outcomes = [
  { name: "applied", code: 0, outcome: "applied", listener: success },
  {
    name: "401",
    code: 4,
    outcome: "rejected",
    listener: answering(401, gateway("APIGW.0301", "Incorrect IAM authentication information")),
  },
  { name: "403", code: 4, outcome: "rejected", listener: answering(403, gateway("APIGW.0302", "The IAM user is not authorized")) },
  { name: "404", code: 5, outcome: "rejected", listener: answering(404, gateway("APIGW.0101", "The API does not exist")) },
  { name: "500", code: 6, outcome: "unknown", listener: answering(500, { error_code: "AOM.31001500", error_msg: "oops" }) },
  { name: "a page of a proxy", code: 6, outcome: "unknown", listener: answering(200, "<html>") },
  {
    name: "a broken connection",
    code: 6,
    outcome: "unknown",
    listener: (request: { socket: { destroy(): void } }) => request.socket.destroy(),
  },
  {
    name: "an answer that repeats the token",
    code: 5,
    outcome: "rejected",
    listener: answering(404, gateway("APIGW.0101", `no ${secret}`)),
  },
];

describe.for(outcomes)("$name", ({ code, outcome, listener }) => {
  test("has its exit code, one text on the right stream, no token and no stack trace", async () => {
    await using server = await loopback(listener);
    const end = await runCli(["restart", ...ids, "--endpoint", server.url]);
    expect(end.code).toBe(code);
    expect(server.requests).toHaveLength(1);
    if (code === 0) {
      expect(end).toMatchObject({ stdout: "Restarted node run-script of execution e1. Request id: 3d2c9d0c1a.\n", stderr: "" });
    } else {
      expect(end.stdout).toBe("");
      expect(end.stderr).toMatch(outcome === "unknown" ? /may have been applied/ : /Nothing was done/);
    }
    expect(end.stdout + end.stderr).not.toMatch(/[\0-\x09\x0b-\x1f\x7f-\x9f]/);
    expect(end.stdout + end.stderr).not.toMatch(new RegExp(`${secret}|\\n    at `));
  });

  test("is one JSON document on stdout when asked for", async () => {
    await using server = await loopback(listener);
    const end = await runCli(["operate", "--action", "skip", ...ids, "--endpoint", server.url, "--output", "json"]);
    expect(end.code).toBe(code);
    expect(end.stderr).toBe("");
    expect(end.stdout).toMatch(/^\{.*\}\n$/);
    expect(end.stdout).not.toContain(secret);
    const document = JSON.parse(end.stdout) as { ok: boolean; error?: Record<string, unknown> };
    expect(document).toMatchObject(code === 0 ? { ok: true, outcome, action: "skip", nodeId: "run-script", attempts: 1 } : { ok: false });
    if (code !== 0) expect(document.error).toMatchObject({ outcome, exitCode: code, message: expect.any(String) });
  });
});

test("nothing listens: says that nothing was sent, tells of each retry, exits with 3", async () => {
  const { url } = await closedServer();
  const end = await runCli(["continue", ...ids, "--endpoint", url]);
  expect(end).toMatchObject({ code: 3, stdout: "" });
  expect(end.stderr).toMatch(
    /^Attempt 1: no connection\. Trying again in [\d.]+ s\.\nAttempt 2: .*\nNo connection: .*Nothing was sent\.\n$/,
  );
});

test("no answer in time: the outcome is unknown", async () => {
  await using server = await loopback(() => {});
  const end = await runCli(["restart", ...ids, "--endpoint", server.url, "--timeout", "0.3"]);
  expect(end).toMatchObject({ code: 6, stdout: "" });
  expect(end.stderr).toMatch(/within 0\.3 s \(--timeout\)\..*may have been applied/);
});

test("there is no token: exit code 4, nothing was sent", async () => {
  await using server = await loopback(success);
  const end = await runCli(["restart", ...ids, "--endpoint", server.url], { env: { AOM_WORKFLOW_TOKEN: "" } });
  expect(end).toMatchObject({ code: 4, stdout: "" });
  expect(end.stderr).toContain("--token-file");
  expect(server.requests).toHaveLength(0);
});

test("what is sent: the ids, the action and the token", async () => {
  await using server = await loopback(success);
  await runCli(["operate", "--action", "continue", ...ids, "--endpoint", server.url]);
  expect(server.requests[0]).toMatchObject({
    method: "POST",
    url: "/v1/0123456789abcdef0123456789abcdef/cms/workflow/w1/executions/e1/operation?action=continue&node_id=run-script",
    headers: { "x-auth-token": secret },
  });
});

async function closedServer() {
  await using server = await loopback(success);
  return { url: server.url };
}
