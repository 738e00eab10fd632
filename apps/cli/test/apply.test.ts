import { copyFile, mkdtemp, rm } from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";
import os, { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { json, type Loopback, loopback } from "../../../tools/lab/servers.ts";
import { runHere } from "./run-here.ts";

let home: string;
let service: Loopback;
/** Runs of the node of each execution. */
let runs: Map<string, number>;
let sent: string[];
/** The status that a request to act is answered with. */
let answer: () => Promise<number> | number;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "aom-workflow-"));
  runs = new Map(["e1", "e2"].map((id) => [id, 1]));
  [sent, answer] = [[], () => 200];
  service = await loopback(async ({ url }, response) => {
    const id = /\/executions\/([^/?]+)/.exec(url)?.[1] ?? "";
    if (url.endsWith("/workflow-list")) return json(response, 200, { elements: [{ id: "w1", name: "nightly" }], total_elements: 1 });
    if (url.endsWith("/status")) return json(response, 200, execution(id), { date: new Date().toUTCString() });
    if (!url.includes("/operation?")) return json(response, 200, [...runs.keys()].map(execution));
    sent.push(id);
    const status = await answer();
    if (status !== 200) return json(response, status, { error_code: "AOM.1", error_msg: "no" });
    runs.set(id, 2);
    return json(response, 200, { result: "success" });
  });
});
afterEach(async () => {
  vi.useRealTimers();
  await service.close();
  await rm(home, { recursive: true });
});

const begunAt = Date.now() - 60_000;

function execution(id: string): object {
  const count = runs.get(id) ?? 0;
  const status = count === 1 ? "fail" : "success";
  const result = { node_id: "deploy", status, begin_time: begunAt + count, function_execution_id: `${id}-${count}` };
  return { execution_id: id, workflow_id: "w1", status, begin_time: begunAt, execution_result_list: [result] };
}

const cli = (argv: readonly string[], options: Parameters<typeof runHere>[1] = {}) =>
  runHere(argv, { ...options, env: { HOME: home, XDG_STATE_HOME: home, AOM_WORKFLOW_ENDPOINT: service.url } });

async function planned(...argv: readonly string[]): Promise<{ readonly plan: string; readonly path: string }> {
  const { stdout } = await cli(["plan", "restart", "--json", ...argv]);
  return JSON.parse(stdout);
}

const typing = (answer: string) => ({
  host: { terminal: { ...{ canAsk: true, canDraw: false, columns: 80, status() {} }, ask: async () => answer } },
});

test("10: too many requests for minutes: nothing was done, and the same command goes on later", async () => {
  const { plan } = await planned();
  answer = () => 429;
  // A hundred times as fast.
  const { setTimeout } = globalThis;
  vi.spyOn(globalThis, "setTimeout").mockImplementation(((work: () => void, ms = 0) => setTimeout(work, ms / 100)) as never);
  const end = await cli(["apply", plan, "--yes"]);
  expect(end).toMatchObject({
    code: 10,
    stdout: expect.stringMatching(
      /^Plan \w+: 2 planned\. Sent now: 0\.\n {4}0 {2}applied\n {4}2 {2}left .*429.*\nTo continue: aom-workflow apply \w+\n$/,
    ),
  });
  vi.restoreAllMocks();
  answer = () => 200;
  expect(await cli(["apply", plan, "--yes"])).toMatchObject({ code: 0, stdout: expect.stringMatching(/ 2 {2}applied/) });
  expect(runs).toEqual(new Map([...runs.keys()].map((id) => [id, 2])));
});

test("elsewhere than on a terminal, a line every ten seconds says how far it is", async () => {
  const { plan } = await planned();
  let goOn = (_: number) => {};
  answer = () =>
    sent.length === 1
      ? 200
      : new Promise((resolve) => {
          goOn = resolve;
        });
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  const end = cli(["apply", plan, "--yes", "--concurrency", "1"]);
  await vi.waitFor(() => expect(sent).toHaveLength(2));
  vi.advanceTimersByTime(9_999);
  vi.advanceTimersByTime(10_001);
  goOn(200);
  const { code, stderr } = await end;
  expect({ code, lines: stderr.trim().split("\n") }).toEqual({
    code: 0,
    lines: Array(2).fill(expect.stringMatching(/^1 of 2 done, 1 applied; .+ remaining, [\d.]+\/s$/)),
  });
});

test("a line says that too many requests slow it down, and after Ctrl-C what is left for that", async () => {
  const { plan } = await planned();
  answer = () => 429;
  const lines: string[] = [];
  const interruption = new AbortController();
  const status = (text?: string) => {
    if (text !== undefined) lines.push(text);
    if (text?.includes("429")) interruption.abort("SIGINT");
  };
  const terminal = { canAsk: false, canDraw: true, columns: 80, status, ask: async () => "" };
  const end = await cli(["apply", plan, "--yes"], { host: { signal: interruption.signal, terminal } });
  expect(lines).toContainEqual("0 of 2 done; slowed by 429 (too many requests)");
  expect(end).toMatchObject({ code: 130, stdout: expect.stringMatching(/ 2 {2}left .*429.*\nInterrupted\./) });
});

test("a journal of another host is refused, until a person takes it over by typing the number", async () => {
  const { plan } = await planned();
  const { hostname } = os;
  try {
    os.hostname = () => "another-host";
    syncBuiltinESMExports();
    expect(await cli(["apply", plan, "--yes"])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^The journal .* belongs to the host .*; this is another-host\./),
    });
    expect(await cli(["apply", plan, "--yes", "--take-over"])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/requires a person/),
    });
    expect(await cli(["apply", plan, "--take-over"], typing("y"))).toMatchObject({ code: 2 });
    expect(sent).toEqual([]);
    expect(await cli(["apply", plan, "--take-over"], typing("2"))).toMatchObject({ code: 0 });
    expect(sent.toSorted()).toEqual(["e1", "e2"]);
  } finally {
    os.hostname = hostname;
    syncBuiltinESMExports();
  }
  // It is the other host's now.
  expect(await cli(["apply", plan, "--yes"])).toMatchObject({ code: 2, stderr: expect.stringMatching(/belongs to the host another-host/) });
});

test("a copy of a plan under another name sends nothing once the plan was applied", async () => {
  const path = join(home, "plan.jsonl");
  await planned("--out", path);
  await copyFile(path, join(home, "copy.jsonl"));
  expect(await cli(["apply", path, "--yes"])).toMatchObject({ code: 0 });
  expect(await cli(["apply", join(home, "copy.jsonl"), "--yes"])).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/Sent now: 0\./),
  });
  expect(sent).toHaveLength(2);
});
