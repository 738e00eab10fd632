import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { type Simulator, startSimulator } from "@aom-workflow/mock";
import { afterEach, beforeEach, expect, test } from "vitest";

const bin = createRequire(import.meta.url).resolve("aom-workflow/bin/aom-workflow.cjs");
const count = 30;

let home: string;
let service: Simulator;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "plan-"));
  const nodes = [
    { id: "deploy", ends: "fail" as const, failures: 1, takes: 20 },
    { id: "check", takes: 600_000 },
  ];
  const executions = Array.from({ length: count }, (_, index) => ({ id: `e${index}`, ago: 60_000 }));
  service = await startSimulator({ clock: "real", seed: { workflows: [{ id: "w", name: "nightly", nodes, executions }] } });
});
afterEach(async () => {
  await service.close();
  await rm(home, { recursive: true });
});

/** The executions that were acted on, once for each request. */
const acted = () =>
  service.requests
    .filter(({ target }) => target.includes("/operation?"))
    .map(({ target }) => /executions\/([^/]+)/.exec(target)?.[1] ?? "");

function start(...argv: readonly string[]): ChildProcess {
  const env = { AOM_WORKFLOW_ENDPOINT: service.url, AOM_WORKFLOW_PROJECT: "0".repeat(32), AOM_WORKFLOW_TOKEN: "any-token" };
  return spawn(process.execPath, [bin, ...argv], {
    env: { PATH: process.env.PATH, HOME: home, AOM_WORKFLOW_ECS_METADATA: "off", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

async function ended(child: ChildProcess) {
  const closed = once(child, "close");
  const [stdout, stderr] = await Promise.all([text(child.stdout as NodeJS.ReadableStream), text(child.stderr as NodeJS.ReadableStream)]);
  const [code, signal] = await closed;
  return { code, signal, stdout, stderr };
}

async function planned(): Promise<string> {
  const { stdout } = await ended(start("plan", "restart", "--node", "deploy", "--json"));
  return JSON.parse(stdout).plan;
}

const eachOnce = () => expect(acted().toSorted()).toEqual(Array.from({ length: count }, (_, index) => `e${index}`).toSorted());

test("three processes with one plan, and one with the same plan made again, act on each execution once", async () => {
  const [one, other] = [await planned(), await planned()];
  const fast = ["--yes", "--rate", "1000", "--first", "0", "--json"];
  const ends = await Promise.all([one, one, one, other].map((id) => ended(start("apply", id, ...fast))));
  eachOnce();
  for (const { stdout } of ends) {
    const { planned, applied, rejected, unknown, stale, left, sent } = JSON.parse(stdout);
    expect(applied + rejected + unknown + stale + left).toBe(planned);
    expect(sent).toBeLessThanOrEqual(count);
  }
  const again = await ended(start("apply", one, ...fast));
  expect(JSON.parse(again.stdout)).toMatchObject({ unknown: 0, left: 0, sent: 0 });
  expect(await ended(start("journal", "--verify"))).toMatchObject({ code: 0 });
});

test.runIf(process.platform !== "win32")(
  "Ctrl-C stops sending, prints the report and dies by the signal; the same command does the rest, and nothing twice",
  async () => {
    const id = await planned();
    const child = start("apply", id, "--yes", "--rate", "10", "--first", "0");
    const end = ended(child);
    while (acted().length < 3) await new Promise((resolve) => setTimeout(resolve, 20));
    child.kill("SIGINT");
    const { signal, stdout } = await end;
    expect({ signal, stdout }).toEqual({
      signal: "SIGINT",
      stdout: expect.stringMatching(
        /^Plan \w+: 30 planned\. Sent now: \d+\.\n +\d+ {2}applied\n.* left .*\nTo continue: aom-workflow apply \w+/s,
      ),
    });
    expect(acted().length).toBeLessThan(count);
    expect(await ended(start("apply", id, "--yes", "--rate", "1000"))).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/: 30 planned\..*\n +30 {2}applied\n/),
    });
    eachOnce();
  },
);

test("what makes it worse touches the first five, however often it is applied", async () => {
  await service.close();
  const nodes = [{ id: "deploy", ends: "fail" as const, takes: 20 }];
  const executions = Array.from({ length: count }, (_, index) => ({ id: `e${index}`, ago: 60_000 }));
  service = await startSimulator({ clock: "real", seed: { workflows: [{ id: "w", name: "nightly", nodes, executions }] } });
  const id = await planned();
  for (const _ of [1, 2, 3]) expect(await ended(start("apply", id, "--yes"))).toMatchObject({ code: 9 });
  expect(acted()).toHaveLength(5);
});
