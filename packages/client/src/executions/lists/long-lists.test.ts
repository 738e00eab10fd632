import { expect, it } from "vitest";
import { json, loopback } from "../../../../../tools/lab/servers.ts";
import { details, failed, nodeResult } from "../../../test/answers.ts";
import { collect } from "../../../test/routed-client.ts";
import { projectId } from "../../../test/scripted-client.ts";
import { createClient } from "../../create-client.ts";

/** A client of a server on this machine, which answers what the list of executions, or else the execution, is. */
async function serving<Result>(list: unknown, execution: unknown, use: (aom: ReturnType<typeof createClient>) => Promise<Result>) {
  await using server = await loopback(({ url }, response) => json(response, 200, url?.endsWith("/executions") ? list : execution));
  return await use(createClient({ endpoint: server.url, projectId, auth: "token-token", retry: false }));
}

const withLog = (status: string, log: string) =>
  details(status, [nodeResult("run-script", status, { output: { success: [{ log }], fail: [] } })]);

it("300 executions of 1 KiB are listed", async () => {
  const list = [{ ...failed, execution_id: "ex" }, ...Array.from({ length: 300 }, () => withLog("success", "x".repeat(1024)))];
  const rows = await serving(list, failed, (aom) => collect(aom.stoppedExecutions({ workflow: "wf" })));
  expect(rows).toMatchObject([{ executionId: "ex", state: "failed" }]);
});

it("a list of 10 MB with logs of many lines is read, and soon", async () => {
  const log = 'a line of a log, "quoted"\n'.repeat(400);
  const list = [{ ...failed, execution_id: "ex" }, ...Array.from({ length: 1000 }, () => withLog("success", log))];
  expect(JSON.stringify(list).length).toBeGreaterThan(10_000_000);
  const begun = performance.now();
  const rows = await serving(list, failed, (aom) => collect(aom.stoppedExecutions({ workflow: "wf" })));
  expect(rows).toMatchObject([{ executionId: "ex", state: "failed" }]);
  expect(performance.now() - begun).toBeLessThan(5000);
});

it("an execution with a log of 300 kB can be checked before it is skipped", async () => {
  const execution = {
    ...failed,
    execution_result_list: [nodeResult("run-script", "fail", { output: { fail: [{ log: "x".repeat(300_000) }] } })],
  };
  const ids = { workflowId: "wf", executionId: "ex", nodeId: "run-script" };
  const result = await serving([], execution, (aom) => aom.safe.continue(ids, { check: true }));
  expect(result).toMatchObject({ ok: false, error: { code: "state-refused" } });
});
