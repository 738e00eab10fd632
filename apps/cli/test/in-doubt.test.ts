import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stateFolder } from "@aom-workflow/plan/node";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { json, type Loopback, loopback } from "../../../tools/lab/servers.ts";
import { stateFolder as stateFolderHere } from "../src/settings/paths.ts";
import { runHere } from "./run-here.ts";

let home: string;
let service: Loopback;
/** Runs of the node of the execution. */
let runs: number;
let isLost: boolean;
let sent: string[];
let questions: string[];

/** The state folder after a single restart that ended in doubt, which takes seconds. */
let doubtful: string;

beforeAll(async () => {
  doubtful = await mkdtemp(join(tmpdir(), "aom-workflow-"));
  service = await loopback(({ url, socket }, response) => {
    if (url.endsWith("/workflow-list")) return json(response, 200, { elements: [{ id: "w1", name: "nightly" }], total_elements: 1 });
    if (url.endsWith("/status")) return json(response, 200, execution(), { date: new Date().toUTCString() });
    if (!url.includes("/operation?")) return json(response, 200, [execution()]);
    sent.push(/action=(\w+)/.exec(url)?.[1] ?? "");
    if (isLost) return socket.destroy();
    runs++;
    return json(response, 200, { result: "success" });
  });
  [home, runs, isLost, sent] = [doubtful, 1, true, []];
  expect(await cli(["restart", ...ids, "--yes"])).toMatchObject({ code: 6 });
  expect(sent).toEqual(["restart"]);
});
afterAll(async () => {
  await service.close();
  await rm(doubtful, { recursive: true });
});

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "aom-workflow-"));
  [runs, isLost, sent, questions] = [1, true, [], []];
});
afterEach(() => rm(home, { recursive: true }));

const begunAt = Date.now() - 60_000;

function execution(): object {
  const result = { node_id: "deploy", status: "fail", begin_time: begunAt + runs, function_execution_id: `run-${runs}` };
  return { execution_id: "e1-long-id", workflow_id: "w1", status: "fail", begin_time: begunAt, execution_result_list: [result] };
}

const cli = (argv: readonly string[], options: Parameters<typeof runHere>[1] = {}) =>
  runHere(argv, { ...options, env: { HOME: home, XDG_STATE_HOME: home, AOM_WORKFLOW_ENDPOINT: service.url, ...options.env } });

const ids = ["--workflow", "w1", "--execution", "e1-long-id", "--node", "deploy"];

const typing = (answer: string) => ({
  host: {
    terminal: {
      ...{ canAsk: true, canDraw: false, columns: 80, status() {} },
      ask: async (question: string) => {
        questions.push(question.replace(/\s+/g, " "));
        return answer;
      },
    },
  },
});

const doubt = /A restart of this run is in doubt since \S+ \S+ \S+( \(plan \w+\))?: it may have been done\./;

/** A single restart is in doubt; nothing is lost any more after it. */
async function restartInDoubt(): Promise<void> {
  await cp(doubtful, home, { recursive: true });
  isLost = false;
}

test("a restart in doubt is not sent again by --yes, and the answer says how it is sent on purpose", async () => {
  await restartInDoubt();
  for (const named of [ids, ["e1-long-id/deploy"]]) {
    const end = await cli(["restart", ...named, "--yes"]);
    expect(end).toMatchObject({ code: 2, stdout: "", stderr: expect.stringMatching(doubt) });
    expect(end.stderr).toMatch(/\nTo look: aom-workflow show --workflow w1 --execution e1-long-id\n/);
    expect(end.stderr).toMatch(/ twice: aom-workflow restart .*--yes --include-doubt\nNothing was sent\.\n/);
  }
  const { error } = JSON.parse((await cli(["restart", ...ids, "--yes", "--json"])).stdout);
  expect(error).toMatchObject({ code: "in-doubt", outcome: "not-sent", exitCode: 2 });
  // Another action for the same run could be done besides.
  expect(await cli(["skip", ...ids, "--yes"])).toMatchObject({ code: 2, stderr: expect.stringMatching(doubt) });
  expect(sent).toEqual([]);
  expect(await cli(["restart", ...ids, "--include-doubt"])).toMatchObject({ code: 0, stderr: expect.stringMatching(doubt) });
  expect(sent).toEqual(["restart"]);
  // That is another run.
  expect(await cli(["restart", ...ids])).toMatchObject({ code: 0, stderr: "" });
});

test("a person is asked about it, also where nothing else would be asked", async () => {
  await restartInDoubt();
  for (const named of [ids, ["e1-long-id/deploy"]])
    expect(await cli(["restart", ...named], typing("n"))).toMatchObject({ code: 2, stderr: expect.stringMatching(/^Not confirmed\./) });
  expect(questions).toEqual(Array(2).fill(expect.stringMatching(new RegExp(`${doubt.source} Restart it\\? \\[y/N\\] $`))));
  expect(await cli(["restart", ...ids])).toMatchObject({ code: 2, stderr: expect.stringMatching(doubt) });
  expect(sent).toEqual([]);
  expect(await cli(["restart", ...ids], typing("y"))).toMatchObject({ code: 0 });
});

test("a dry run says it, and without reading the state it counts for any run", async () => {
  await restartInDoubt();
  expect(await cli(["restart", ...ids, "--dry-run"])).toMatchObject({ code: 0, stderr: expect.stringMatching(doubt) });
  expect(await cli(["restart", ...ids, "--dry-run=curl"])).toMatchObject({
    code: 0,
    stderr: expect.stringMatching(/of this node is in doubt/),
  });
  expect(await cli(["restart", ...ids, "--no-check", "--yes"])).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/of this node is in/),
  });
  expect(sent).toEqual([]);
});

test("what a plan left in doubt counts as well, in a journal that is named, too", async () => {
  const journal = join(home, "named.jsonl");
  const env = { AOM_WORKFLOW_JOURNAL: journal };
  const { plan } = JSON.parse((await cli(["plan", "restart", "--json"], { env })).stdout);
  expect(await cli(["apply", plan, "--yes"], { env })).toMatchObject({ code: 6 });
  expect(await cli(["restart", ...ids, "--yes"], { env })).toMatchObject({ code: 2, stderr: expect.stringContaining(`(plan ${plan})`) });
  await writeFile(journal, "x", { mode: 0o600 });
  isLost = false;
  expect(await cli(["restart", ...ids, "--yes"], { env })).toMatchObject({
    code: 0,
    stderr: expect.stringMatching(/^Could not check the journal for an earlier action: .*named\.jsonl/),
  });
});

test.for([
  { HOME: "/home/me" },
  { XDG_STATE_HOME: "/state" },
  { HOME: "/home/me", XDG_STATE_HOME: "/state" },
  { LOCALAPPDATA: "C:\\Local" },
])("journals are looked for where they are kept: %j", (env) => {
  const platform = "LOCALAPPDATA" in env ? "win32" : "linux";
  expect(stateFolderHere(env, platform)).toBe(stateFolder(env, platform));
});
