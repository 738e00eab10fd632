import { describe, expect, test } from "vitest";
import { ids, secret } from "./fixtures.ts";
import { answering, loopback, success } from "./loopback.ts";
import { runHere } from "./run-here.ts";

const refused = answering(401, { error_code: "APIGW.0301", error_msg: `no ${secret}`, request_id: "3d2c9d0c1a" });

describe("--query", () => {
  test.each([
    ["that doubles what it selects", Array.from({ length: 40 }, () => "[@,@]").join(" | ")],
    ["that selects more than anybody can read", `${Array.from({ length: 16 }, () => "[@,@]").join(" | ")}`],
  ])("an expression %s ends soon, and still reports the outcome of the operation", async (_, query) => {
    await using server = await loopback(success);
    const end = await runHere(["restart", "--no-check", ...ids, "--endpoint", server.url, "--json", "--query", query]);
    expect(end.code).toBe(0);
    expect(JSON.parse(end.stdout)).toMatchObject({
      ok: true,
      outcome: "applied",
      warnings: [expect.stringMatching(/^Could not apply --query, so this is everything: it /)],
    });
  });

  test.for([
    ["requestId", "3d2c9d0c1a\n"],
    ["[outcome, attempts]", '[\n  "applied",\n  1\n]\n'],
    ["nowhere", "null\n"],
  ])("%s prints a text as it is, anything else as JSON", async ([query = "", stdout]) => {
    await using server = await loopback(success);
    expect(await runHere(["restart", "--no-check", ...ids, "--endpoint", server.url, "--query", query])).toMatchObject({
      code: 0,
      stdout,
      stderr: "",
    });
  });

  test("with --output json a text is bare, anything else one document, after a failure too", async () => {
    await using server = await loopback(success);
    const json = (url: string, query: string) => runHere(["restart", "--no-check", ...ids, "--endpoint", url, "--json", "--query", query]);
    expect(await json(server.url, "requestId")).toMatchObject({ code: 0, stdout: "3d2c9d0c1a\n", stderr: "" });
    await using refusing = await loopback(refused);
    expect(await json(refusing.url, "error.[exitCode, status]")).toMatchObject({ code: 4, stdout: "[4,401]\n", stderr: "" });
    expect(await json(refusing.url, "error.errorCode")).toMatchObject({ code: 4, stdout: "APIGW.0301\n", stderr: "" });
  });

  test("in text, a failure prints nothing on stdout", async () => {
    await using server = await loopback(refused);
    const end = await runHere(["restart", "--no-check", ...ids, "--endpoint", server.url, "--query", "requestId"]);
    expect(end).toMatchObject({ code: 4, stdout: "", stderr: expect.stringContaining("Nothing was done") });
  });

  test("an expression that is none is refused before anything is sent", async () => {
    await using server = await loopback(success);
    const end = await runHere(["restart", "--no-check", ...ids, "--endpoint", server.url, "--query", "a["]);
    expect(end).toMatchObject({ code: 2, stdout: "", stderr: expect.stringMatching(/^--query is not a JMESPath expression: /) });
    expect(server.requests).toHaveLength(0);
  });

  test("an expression that fails only on the answer does not hide the outcome of the operation", async () => {
    await using server = await loopback(success);
    const argv = ["restart", "--no-check", ...ids, "--endpoint", server.url, "--query", "abs(outcome)"];
    const text = await runHere(argv);
    expect(text).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^Restarted run-script/),
      stderr: expect.stringContaining("Could not apply --query"),
    });
    const json = await runHere([...argv, "--json"]);
    expect(json).toMatchObject({ code: 0, stderr: "" });
    expect(JSON.parse(json.stdout)).toMatchObject({ outcome: "applied", warnings: [expect.stringContaining("Could not apply --query")] });
  });
});

describe("help", () => {
  test("and version work without any setting", async () => {
    const env = { AOM_WORKFLOW_TOKEN: "", AOM_WORKFLOW_PROJECT: "" };
    for (const argv of [["--help"], ["help"], ["help", "skip"], ["skip", "--help"], ["skip", "-h"]]) {
      expect(await runHere(argv, { env })).toMatchObject({
        code: 0,
        stderr: "",
        stdout: expect.stringContaining("Topics (aom-workflow help TOPIC):"),
      });
    }
    const { stdout } = await runHere(["--version", "--output", "json"], { env });
    expect(JSON.parse(stdout)).toMatchObject({
      ok: true,
      version: expect.stringMatching(/^\d+\.\d+\.\d+/),
      contract: { sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    expect((await runHere(["--version", "--json"], { env })).stdout).toBe(stdout);
    expect((await runHere(["-V"], { env })).stdout).toMatch(/^aom-workflow /);
  });

  test("has topics", async () => {
    expect((await runHere(["help", "exit-codes"])).stdout).toMatch(
      /^ {2}0 +applied, .*\n {2}1 +.*\n {2}11 +the list [^\n]*\n.*\n {2}signal {2}ended by a signal: [^\n]*\n.*\n$/ms,
    );
    expect((await runHere(["help", "settings"])).stdout).toMatch(/^ {2}AOM_WORKFLOW_TOKEN +the token itself$/m);
  });

  test("is one JSON document too when that is asked for", async () => {
    const { stdout, stderr, code } = await runHere(["skip", "--help", "--json"]);
    expect({ stderr, code }).toEqual({ stderr: "", code: 0 });
    expect(JSON.parse(stdout)).toEqual({
      ok: true,
      help: expect.stringContaining("Usage:\n  aom-workflow skip [execution/node] [options]"),
    });
  });
});

describe("colours", () => {
  test("FORCE_COLOR brings them into a pipe, NO_COLOR keeps them out", async () => {
    await using server = await loopback(refused);
    const run = (env: Record<string, string>) => runHere(["restart", "--no-check", ...ids, "--endpoint", server.url], { env });
    expect((await run({ FORCE_COLOR: "1" })).stderr).toMatch(/^\x1b\[31m.*\x1b\[39m/m);
    expect((await run({})).stderr).not.toContain("\x1b");
    expect((await run({ NO_COLOR: "1" })).stderr).not.toContain("\x1b");
    expect((await runHere(["--help"], { env: { FORCE_COLOR: "1" } })).stdout).toContain("\x1b[1mUsage:\x1b[22m");
  });

  test("are never in JSON", async () => {
    await using server = await loopback(success);
    const { stdout } = await runHere(["restart", "--no-check", ...ids, "--endpoint", server.url, "--json"], { env: { FORCE_COLOR: "1" } });
    expect(JSON.parse(stdout)).toMatchObject({ ok: true });
  });
});

describe("--debug", () => {
  test("tells on stderr what is sent and answered, without the token, even where the server repeats it", async () => {
    await using server = await loopback((_, response) => {
      response.setHeader("X-Echo", `t=${secret}`);
      refused(_, response);
    });
    for (const form of ["text", "json"]) {
      const { stderr, stdout } = await runHere(["restart", "--no-check", ...ids, "--endpoint", server.url, "--debug", "--output", form]);
      expect(stderr).toMatch(/^> POST http:.*\/operation\?action=restart&node_id=run-script\n/);
      expect(stderr).toMatch(/^> x-auth-token: \[redacted\]$/m);
      expect(stderr).toMatch(/^< 401 after \d+ ms$/m);
      expect(stderr).toMatch(/^< x-echo: t=\[redacted\]$/m);
      expect(stderr).toMatch(/^\* attempt 1: rejected \(\d+ ms, status 401, api-error, request id 3d2c9d0c1a\)$/m);
      expect(stderr + stdout).not.toMatch(new RegExp(`${secret}|Warning`));
    }
  });

  test("tells why no answer came", async () => {
    await using server = await loopback((request) => request.socket.destroy());
    const { stderr } = await runHere(["restart", "--no-check", ...ids, "--endpoint", server.url, "--debug"]);
    expect(stderr).toMatch(/^< no response after \d+ ms: \w+$/m);
    expect(stderr).toMatch(/^\* not sent again: outcome-unknown \(the operation may have been applied\)$/m);
  });
});

describe("a region where the function is not open", () => {
  const argv = (region: string) => ["restart", "--no-check", ...ids, "--region", region, "--dry-run"];

  test("is reported on stderr, and in the JSON document", async () => {
    expect((await runHere(argv("cn-north-1"))).stderr).toMatch(
      /^The vendor has not opened workflows in cn-north-1\. Workflows are available in cn-north-4, /,
    );
    expect((await runHere(argv("xx-new-1"))).stderr).toMatch(/^Unknown region/);
    const { stdout, stderr } = await runHere([...argv("cn-north-1"), "--json"]);
    expect(stderr).toBe("");
    expect(JSON.parse(stdout)).toMatchObject({ ok: true, warnings: [expect.stringContaining("cn-north-1")] });
  });

  test("where it is open, nothing is said", async () => {
    expect((await runHere(argv("cn-north-4"))).stderr).toBe("Dry run: nothing was sent.\n");
  });
});

describe("skip", () => {
  test("is sent without a question where --yes is given", async () => {
    await using server = await loopback(success);
    expect(await runHere(["skip", ...ids, "--endpoint", server.url, "--yes"])).toMatchObject({ code: 0 });
    expect(await runHere(["skip", ...ids, "--endpoint", server.url, "--no-input", "--no-check", "--yes"])).toMatchObject({ code: 0 });
    expect(server.requests.map(({ method }) => method)).toEqual(["GET", "POST", "POST"]);
  });

  test.for([[], ["--no-input"]])("fails where there is no terminal to ask at and no --yes, whatever comes on stdin: %j", async (form) => {
    await using server = await loopback(success);
    for (const command of [["skip"], ["continue"]]) {
      const end = await runHere([...command, ...ids, "--endpoint", server.url, ...form], { input: "y\n" });
      expect(end).toMatchObject({ code: 2, stdout: "", stderr: expect.stringContaining("add --yes") });
    }
    expect(server.requests).toHaveLength(0);
  });
});
