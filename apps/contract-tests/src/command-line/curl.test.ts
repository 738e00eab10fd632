import { execFile, spawnSync } from "node:child_process";
import { promisify } from "node:util";
import { type Mock, type RecordedRequest, startMock } from "@aom-workflow/mock";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cliArguments, runCli } from "../fixtures/run-cli.ts";
import { node, token } from "../fixtures/stopped-node.ts";

const hasCurl = spawnSync("curl", ["--version"]).status === 0 && process.platform !== "win32";

let mock: Mock;
beforeAll(async () => {
  mock = await startMock();
});
afterAll(() => mock.close());

/** What of a request decides what the service does. */
function essence({ method, target, headers, body }: RecordedRequest) {
  const { accept, "content-type": type, "content-length": length, "user-agent": agent, "x-auth-token": sent } = headers;
  return { method, target, accept, type, length, agent, sent, body: body.length };
}

describe.skipIf(!hasCurl)("the command that --dry-run=curl prints sends what the command line sends", () => {
  test.for([
    ["restart", node.executionId],
    ["skip", 'it\'s $HOME `id` "quoted" {a,b} [1-3]'],
    ["continue", "ü/..?x&y=%41#\\"],
  ])("%s of execution %s", async ([action = "", execution]) => {
    const args = cliArguments(action, mock.url, execution);
    const { stdout, exitCode } = await runCli([...args, "--dry-run=curl"]);
    expect(exitCode).toBe(0);
    expect(stdout).not.toContain(token);
    const before = mock.requests.length;
    const answer = await promisify(execFile)("sh", ["-c", stdout], { env: { PATH: process.env.PATH, AOM_WORKFLOW_TOKEN: token } });
    expect(await runCli(action === "skip" ? [...args, "--no-check"] : args)).toMatchObject({ exitCode: 0 });
    expect(mock.requests).toHaveLength(before + 2);
    const [byCurl, byCli] = mock.requests.slice(before).map(essence);
    expect(byCurl).toEqual(byCli);
    expect(byCurl).toMatchObject({ method: "POST", sent: token, body: 0 });
    expect(JSON.parse(answer.stdout)).toMatchObject({ result: "success" });
  });
});
