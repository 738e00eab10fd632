import { expect, test } from "vitest";
import { ids, secret } from "./fixtures.ts";
import { loopback, success } from "./loopback.ts";
import { runHere } from "./run-here.ts";

/** What a person may get wrong, and what must be said about it. */
const cases: readonly { readonly argv: readonly string[]; readonly says: RegExp; readonly env?: Record<string, string> }[] = [
  { argv: ["restrat", ...ids], says: /Unknown command restrat\. Did you mean restart\?/ },
  { argv: ["nonsense", "restart"], says: /Unknown command nonsense\.\n/ },
  { argv: ["help", "skp"], says: /Unknown command skp\. Did you mean skip\?/ },
  { argv: ["restart", "--no-check", ...ids, "--exection", "e"], says: /Unknown option --exection\. Did you mean --execution\?/ },
  {
    argv: ["restart", "--no-check", ...ids, `--token=${secret}`],
    says: /Unknown option --token\. Every process .* --token-file or AOM_WORKFLOW_TOKEN/,
  },
  { argv: ["restart", "6f2c", "n1"], says: /restart takes one argument/ },
  { argv: ["restart"], says: /No execution given: give the beginning of its id/ },
  { argv: ["restart", "--workflow", "w1"], says: /No execution given: .* aom-workflow stopped/ },
  { argv: ["restart", "6f2c", "--execution", "e1"], says: /The execution is given twice/ },
  { argv: ["restart", "6f2c/n", "-n", "n"], says: /The node is given twice/ },
  { argv: ["restart", "/n"], says: /must be EXECUTION or EXECUTION\/NODE/ },
  { argv: ["restart", "--no-check", ...ids.slice(0, 4), "--node"], says: /--node needs a value\./ },
  {
    argv: ["restart", "--no-check", ...ids.slice(0, 4), "--node", "--dry-run"],
    says: /--node needs a value, but --dry-run follows.* --node=--dry-run/,
  },
  { argv: ["restart", "--no-check", ...ids, "--node", "b"], says: /--node is given twice/ },
  { argv: ["restart", "--no-check", ...ids.slice(0, 4), "--node", ""], says: /--node must not be empty\./ },
  {
    argv: ["restart", "--no-check", ...ids.slice(0, 4), "--node", "n".repeat(500)],
    says: /--node must have 1 to \d+ characters; it has 500\./,
  },
  { argv: ["restart", "--no-check", ...ids.slice(2), "--workflow", ".."], says: /--workflow must not be "\.\."/ },
  { argv: ["restart", "--no-check", ...ids, "--project", "a".repeat(31)], says: /--project must have exactly 32 characters; it has 31\./ },
  {
    argv: ["restart", "--no-check", ...ids],
    env: { AOM_WORKFLOW_PROJECT: "short" },
    says: /AOM_WORKFLOW_PROJECT must have exactly 32 characters; it has 5\./,
  },
  {
    argv: ["restart", "--no-check", ...ids],
    env: { AOM_WORKFLOW_PROJECT: "" },
    says: /--project is missing \(or set AOM_WORKFLOW_PROJECT\)\./,
  },
  { argv: ["restart", "--no-check", ...ids, "--endpoint", "aom"], says: /--endpoint must be an address such as https:/ },
  { argv: ["restart", "--no-check", ...ids], env: { AOM_WORKFLOW_ENDPOINT: "aom" }, says: /AOM_WORKFLOW_ENDPOINT must be an address/ },
  { argv: ["restart", "--no-check", ...ids, "--endpoint", "http://aom.example"], says: /--endpoint must use https/ },
  { argv: ["restart", "--no-check", ...ids, "--region", "Beijing"], says: /--region must be a region id/ },
  {
    argv: ["restart", "--no-check", ...ids],
    env: { AOM_WORKFLOW_ENDPOINT: "" },
    says: /--region is missing.*AOM_WORKFLOW_REGION.*--endpoint/,
  },
  { argv: ["restart", "--no-check", ...ids, "--timeout", "abc"], says: /--timeout must be a number of seconds .*it is "abc"/ },
  { argv: ["restart", "--no-check", ...ids, "--timeout", "0"], says: /--timeout must be a number of seconds/ },
  { argv: ["restart", "--no-check", ...ids, "--timeout", "-5"], says: /--timeout must be a number of seconds/ },
  { argv: ["restart", "--no-check", ...ids, "--output", "xml"], says: /--output must be one of text, json, jsonl; it is "xml"/ },
  { argv: ["restart", "--no-check", ...ids.slice(0, 4), "--node", "caf\uFFFD"], says: /is not valid UTF-8/ },
  {
    argv: ["apply", "~/a plan"],
    says: /<plan> is ~\/a plan, whose ~ the shell has not expanded: write apply ~\/'a plan'\./,
  },
  ...["--from", "--out", "--journal"].map((option) => ({
    argv: ["plan", "restart", option, "~/x"],
    says: new RegExp(`${option} is ~/x, whose ~ the shell has not expanded: write ${option} ~/x\\.`),
  })),
  {
    argv: ["journal"],
    env: { AOM_WORKFLOW_JOURNAL: "~/x" },
    says: /AOM_WORKFLOW_JOURNAL is ~\/x, whose ~ no shell has expanded: write the whole path\./,
  },
  { argv: ["run", "ok-flow"], says: /run takes no arguments, only options: each id follows its own option\. Did you mean -w ok-flow\?/ },
  { argv: ["executions", "a flow"], says: /Did you mean -w 'a flow'\?/ },
  { argv: ["doctor", "a"], says: /its own option\.\n/ },
  { argv: ["config", "sett"], says: /Unknown command sett\. Did you mean set\?/ },
  { argv: ["config", "set", "region"], says: /The argument <value> is missing\./ },
  { argv: ["config", "set", "region", "a", "b"], says: /set takes 2 arguments, and more are given/ },
  { argv: ["config", "set", "regoin", "a"], says: /<setting> must be one of .*; it is "regoin"\./ },
  { argv: ["config", "use", "prod"], says: /There is no profile "prod"; create it with: / },
  { argv: ["restart", "--no-check", ...ids, "--profile", "prod"], says: /There is no profile "prod"; create it with: / },
  { argv: ["config", "list"], env: { AOM_WORKFLOW_PROFILE: "prod" }, says: /There is no profile "prod"; create it with: / },
  { argv: ["config", "list", "--profile="], says: /--profile must be a name/ },
  {
    argv: ["restart", "--no-check", ...ids],
    env: { AOM_WORKFLOW_TIMEOUT: "soon" },
    says: /AOM_WORKFLOW_TIMEOUT must be a number of seconds/,
  },
  {
    argv: ["restart", "--no-check", ...ids],
    env: { AOM_WORKFLOW_TOKEN: `${secret} ${secret}` },
    says: /AOM_WORKFLOW_TOKEN contains a space/,
  },
];

test("stopped: a workflow that would change the path", async () => {
  const { code, stderr } = await runHere(["stopped", "--workflow", "..", "--endpoint", "http://127.0.0.1:9"]);
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: expect.stringMatching(/^--workflow must not be "\.\.", which would change the path\.\n/),
  });
});

test.for(cases)("$argv $env: is reported in one sentence and sends nothing", async ({ argv, says, env }) => {
  await using server = await loopback(success);
  const settings = { env: { AOM_WORKFLOW_ENDPOINT: server.url, ...env } };
  const asText = await runHere(argv, settings);
  expect(asText).toMatchObject({ code: 2, stdout: "" });
  expect(asText.stderr).toMatch(says);
  expect(asText.stderr).not.toMatch(/\n {4}at |Error:/);
  const asJson = await runHere([...argv, "--json"], settings);
  expect(asJson).toMatchObject({ code: 2, stderr: "" });
  expect(JSON.parse(asJson.stdout)).toMatchObject({ ok: false, error: { code: "invalid-input", outcome: "not-sent", exitCode: 2 } });
  expect(asText.stderr + asJson.stdout).not.toContain(secret);
  expect(server.requests).toHaveLength(0);
});

test("a flag wins over the environment", async () => {
  await using server = await loopback(success);
  const env = { AOM_WORKFLOW_REGION: "cn-north-4", AOM_WORKFLOW_PROJECT: "wrong" };
  const end = await runHere(["restart", "--no-check", ...ids, "--endpoint", server.url, "--project", "f".repeat(32)], { env });
  expect(end.code).toBe(0);
  expect(server.requests[0]?.url).toContain(`/v1/${"f".repeat(32)}/`);
});
