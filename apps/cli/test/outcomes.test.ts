import type { RequestListener } from "node:http";
import { Readable } from "node:stream";
import { describe, expect, test } from "vitest";
import type { Host } from "../src/terminal/host.ts";
import { ids, secret } from "./fixtures.ts";
import { answering, closedServer, loopback, success } from "./loopback.ts";
import { runHere } from "./run-here.ts";

const gateway = (code: string, message: string) => ({ error_code: code, error_msg: message, request_id: "3d2c9d0c1a" });

/** A way to end for each exit code; which failure has which code is a table beside `exitCodeOf`. */
const rows: readonly {
  readonly code: number;
  readonly name: string;
  readonly outcome: string;
  readonly says: RegExp;
  readonly listener?: RequestListener;
  readonly argv?: readonly string[];
  readonly host?: Partial<Host>;
  /** Interrupts when the request is there. */
  readonly signal?: string;
}[] = [
  { code: 0, name: "applied", outcome: "applied", says: /^$/, listener: success },
  {
    code: 1,
    name: "a bug before the request",
    outcome: "not-sent",
    says: /^Internal error: boom\. Nothing was sent\. This is a bug .*--debug\.\nAttempted: .*\n$/,
    argv: ["--token-file", "-"],
    host: { stdin: broken },
  },
  { code: 2, name: "a wrong argument", outcome: "not-sent", says: /--timeout must be/, argv: ["--timeout", "soon"] },
  {
    code: 3,
    name: "nothing listens",
    outcome: "not-sent",
    says: /Nothing was sent\. To see what is wrong: aom-workflow doctor\nAttempted: restart node run-script of execution e1 of workflow w1 at http:.*, project \w+, 20.*Z\.\n$/,
    argv: ["--timeout", "0.2"],
  },
  { code: 4, name: "401", outcome: "rejected", says: /Nothing was done/, listener: answering(401, gateway("APIGW.0301", `no ${secret}`)) },
  { code: 5, name: "404", outcome: "rejected", says: /Nothing was done/, listener: answering(404, gateway("APIGW.0101", `no ${secret}`)) },
  { code: 10, name: "429", outcome: "rejected", says: /Nothing was done/, listener: answering(429, gateway("APIGW.0308", `no ${secret}`)) },
  {
    code: 10,
    name: "a gateway that cannot reach IAM",
    outcome: "rejected",
    says: /Nothing was done\..* Try again later\./,
    listener: answering(503, gateway("APIG.0613", "no IAM")),
  },
  { code: 6, name: "500", outcome: "unknown", says: /may have been applied/, listener: answering(500, gateway("AOM.31001500", secret)) },
  { code: 129, name: "SIGHUP", outcome: "unknown", says: /^Interrupted\. .*may have been applied/, signal: "SIGHUP" },
  { code: 130, name: "Ctrl-C", outcome: "unknown", says: /^Interrupted\. .*may have been applied/, signal: "SIGINT" },
  { code: 143, name: "SIGTERM", outcome: "unknown", says: /^Interrupted\. .*may have been applied/, signal: "SIGTERM" },
];

function broken(): never {
  throw new TypeError("boom");
}

async function end({ listener, argv = [], host, signal, code }: (typeof rows)[number], ...form: readonly string[]) {
  const interruption = new AbortController();
  const silent: RequestListener = () => interruption.abort(signal);
  await using server = code === 3 ? await closedServer() : await loopback(listener ?? silent);
  return await runHere(["restart", "--no-check", ...ids, "--endpoint", server.url, ...argv, ...form], {
    host: { signal: interruption.signal, ...host },
  });
}

describe.for(rows)("exit code $code: $name", (row) => {
  const { code, outcome, says } = row;

  test("as text: one text on the right stream, no token, no stack trace", async () => {
    const { stdout, stderr, ...rest } = await end(row);
    expect(rest).toEqual({ code });
    expect(stdout).toMatch(
      code === 0 ? /^Restarted run-script\.\nExecution e1, workflow w1, at http.*, project \w+\. Request id: 3d2c9d0c1a\n$/ : /^$/,
    );
    expect(stderr).toMatch(says);
    expect(stdout + stderr).not.toMatch(new RegExp(`[\\0-\\x09\\x0b-\\x1f\\x7f-\\x9f]|${secret}|\\n    at `));
  });

  test("as JSON: one document on stdout, nothing on stderr", async () => {
    const { stdout, ...rest } = await end(row, "--output", "json");
    expect(rest).toEqual({ code, stderr: "" });
    expect(stdout).toMatch(/^\{.*\}\n$/);
    expect(stdout).not.toContain(secret);
    const document = JSON.parse(stdout) as { readonly error?: object };
    if (code === 0)
      expect(document).toMatchObject({ ok: true, outcome, action: "restart", nodeId: "run-script", data: { result: "success" } });
    else expect(document).toMatchObject({ ok: false, error: { outcome, exitCode: code, message: expect.any(String) } });
  });

  test("with --query: what it selects, and the exit code all the same", async () => {
    const { stdout, ...rest } = await end(row, "--json", "--query", "[outcome || error.outcome, error.exitCode]");
    expect(rest).toEqual({ code, stderr: "" });
    expect(JSON.parse(stdout)).toEqual([outcome, code || null]);
  });
});

test("a bug after the request: the outcome is unknown, exit code 6", async () => {
  await using server = await loopback(success);
  let drawn = 0;
  const status = () => {
    if (drawn++ === 0) throw new TypeError("boom");
  };
  const terminal = { canAsk: false, canDraw: true, columns: 80, status, ask: async () => "" };
  const { code, stdout, stderr } = await runHere(["restart", "--no-check", ...ids, "--endpoint", server.url], { host: { terminal } });
  expect({ code, stdout }).toEqual({ code: 6, stdout: "" });
  expect(stderr).toMatch(/^Internal error: boom\. The operation may have been applied/);
});

test("a bug is traced to its line with --debug only", async () => {
  const argv = ["restart", "--no-check", ...ids, "--endpoint", "http://127.0.0.1:9", "--token-file", "-"];
  expect((await runHere([...argv, "--debug"], { host: { stdin: broken } })).stderr).toMatch(/TypeError: boom\n {4}at /);
});

test("interrupted between two attempts: the first was rejected, so nothing was done", async () => {
  await using server = await loopback((_, response) => {
    response.writeHead(429, { "Content-Type": "application/json", "Retry-After": "30" });
    response.end(JSON.stringify(gateway("APIGW.0308", "throttled")));
  });
  const interruption = new AbortController();
  const stderr = { isTerminal: false, columns: undefined, write: async () => void interruption.abort("SIGINT") };
  const stdout = { isTerminal: false, columns: undefined, write: async () => undefined };
  const end = await runHere(["restart", "--no-check", ...ids, "--endpoint", server.url], {
    host: { signal: interruption.signal, stderr, stdout },
  });
  expect(end.code).toBe(130);
  expect(server.requests).toHaveLength(1);
});

test("interrupted while nobody types the token on standard input", async () => {
  const interruption = new AbortController();
  const stdin = () => {
    setImmediate(() => interruption.abort("SIGINT"));
    return new Readable({ read() {} });
  };
  const host = { signal: interruption.signal, stdin };
  const end = await runHere(["restart", "--no-check", ...ids, "--region", "cn-north-4", "--token-file", "-"], { host });
  expect(end).toEqual({ code: 130, stdout: "", stderr: expect.stringMatching(/^Interrupted\. Nothing was sent\.\nAttempted: .*\n$/) });
});

test("nothing listens: tells of each retry", async () => {
  await using server = await closedServer();
  const end = await runHere(["continue", "--yes", "--no-check", ...ids, "--endpoint", server.url]);
  expect(end).toMatchObject({ code: 3, stdout: "" });
  expect(end.stderr).toMatch(
    /^Attempt 1: no connection\. Trying again in [\d.]+ s\.\nAttempt 2: .*\nCould not connect: .*Nothing was sent\. .*doctor\nAttempted: .*\n$/,
  );
});

test("no answer in time names the flag", async () => {
  await using server = await loopback(() => {});
  const end = await runHere(["restart", "--no-check", ...ids, "--endpoint", server.url, "--timeout", "0.3"]);
  expect(end).toMatchObject({ code: 6, stdout: "" });
  expect(end.stderr).toMatch(/within 0\.3 s \(--timeout\)\..*may have been applied/);
});

test("there is no token: exit code 4, nothing was sent", async () => {
  await using server = await loopback(success);
  const end = await runHere(["restart", "--no-check", ...ids, "--endpoint", server.url], { env: { AOM_WORKFLOW_TOKEN: "" } });
  expect(end).toMatchObject({ code: 4, stdout: "" });
  expect(end.stderr).toContain("--token-file");
  expect(server.requests).toHaveLength(0);
});

test("what is sent: the ids, the action and the token", async () => {
  await using server = await loopback(success);
  await runHere(["continue", "--yes", "--no-check", ...ids, "--endpoint", server.url]);
  expect(server.requests[0]).toMatchObject({
    method: "POST",
    url: `/v1/0123456789abcdef0123456789abcdef/cms/workflow/w1/executions/e1/operation?action=continue&node_id=run-script`,
    headers: { "x-auth-token": secret },
  });
});

describe("a command that only reads does not say that nothing was sent", () => {
  const read = ["show", "-w", "w1", "-e", "e1"];

  test("nor where, after an interruption", async () => {
    const interruption = new AbortController();
    await using server = await loopback(() => interruption.abort("SIGINT"));
    expect(await runHere([...read, "--endpoint", server.url], { host: { signal: interruption.signal } })).toEqual({
      code: 130,
      stdout: "",
      stderr: "Interrupted.\n",
    });
  });

  test("nor where, after a search that finds nothing", async () => {
    await using server = await loopback(answering(200, { elements: [], total_elements: 0 }));
    const { stderr } = await runHere(["show", "7a00", "--endpoint", server.url]);
    expect(stderr).toMatch(/7a00/);
    expect(stderr).not.toMatch(/Nothing was sent|The call:/);
  });

  test("but where, if nothing answers there", async () => {
    await using server = await closedServer();
    const { stderr } = await runHere([...read, "--endpoint", server.url, "--timeout", "0.2"]);
    expect(stderr).toMatch(
      /^Could not connect: .*[^.]\. To see what is wrong: aom-workflow doctor\nAttempted: show execution e1 .* at http:.*\.\n$/ms,
    );
    expect(stderr).not.toContain("Nothing was sent");
  });

  test("while one that acts says so, also where it was interrupted in its search", async () => {
    const interruption = new AbortController();
    await using server = await loopback(() => interruption.abort("SIGINT"));
    const { stderr } = await runHere(["restart", "7a00", "--endpoint", server.url], { host: { signal: interruption.signal } });
    expect(stderr).toBe("Interrupted. Nothing was sent.\n");
  });
});
