import { workflowOperationActionValues } from "@aom-workflow/client";
import type { NodeSeed } from "@aom-workflow/mock";
import { describe, expect, test } from "vitest";
import { token } from "../fixtures/stopped-node.ts";
import { at, begun, cli, losesAnswers, posts, world } from "./world.ts";

test.for(workflowOperationActionValues)(
  "the example in the help of %s fits the executions that the simulator begins with",
  async (action) => {
    await world({ workflows: "default" });
    const { commands } = JSON.parse((await cli("capabilities", "--json")).stdout);
    const { examples } = commands.find(({ command }: { readonly command: string }) => command === action);
    const [, ...words] = examples.at(-1).replace(" --token-file ~/.aom-token", "").split(" ");
    expect(await cli(...words, "--dry-run")).toMatchObject({ exitCode: 0 });
  },
);

describe("an action is looked at before and after", () => {
  test("skip where it makes no sense is refused before it is sent", async () => {
    await world();
    const { exitCode, stderr } = await cli("skip", ...at("w3", "e3", "check"), "--yes");
    expect(exitCode).toBe(5);
    expect(stderr).toMatch(/^Skip requires an execution that has failed; the state of this one is paused\. Nothing was sent\.\n/);
    expect(posts()).toBe(0);
  });

  test("a caller who may skip but not read learns how", async () => {
    await world({ permissions: ["cms:execution:create"] });
    const skip = ["skip", ...at("w1", "e1", "run-script"), "--yes"];
    const { exitCode, stderr } = await cli(...skip);
    expect({ exitCode, posts: posts() }).toEqual({ exitCode: 4, posts: 0 });
    expect(stderr).toMatch(
      /^The state could not be read first\. .* Ask for the permission cms:execution:get in this project\. To send it without reading the state: --no-check\.\n/,
    );
    expect(await cli(...skip, "--no-check")).toMatchObject({ exitCode: 0 });
  });

  test("restart --wait tells that it succeeded", async () => {
    await world();
    const { exitCode, stdout } = await cli("restart", ...at("w1", "e1", "run-script"), "--wait");
    expect({ exitCode, stdout }).toEqual({
      exitCode: 0,
      stdout: expect.stringMatching(/^Restarted run-script\..*\nThe execution (is running|has ended: succeeded)\.\n$/s),
    });
    expect(begun("w1")).toMatchObject({ "run-script": 2 });
  });

  test("that it stopped again: exit code 9", async () => {
    await world();
    const { exitCode, stdout } = await cli("restart", ...at("w2", "e2", "a"), "--wait", "--json");
    expect(exitCode).toBe(9);
    expect(JSON.parse(stdout)).toMatchObject({
      ok: true,
      outcome: "applied",
      waited: { end: "stopped-again", after: { word: "fail" }, waiting: ["The node a failed."] },
    });
  });

  test("that its node succeeded while another branch still waits, and soon: exit code 0", async () => {
    const nodes: readonly NodeSeed[] = [
      { id: "east", takes: 50, ends: "fail" },
      { id: "west", after: [], takes: 1000, ends: "fail", failures: 1 },
    ];
    await world({ workflows: [{ id: "w4", name: "branches", nodes, executions: [{ id: "e4", ago: 5000 }] }] });
    const start = performance.now();
    const { exitCode, stdout } = await cli("restart", ...at("w4", "e4", "west"), "--wait");
    expect({ exitCode, stdout }).toEqual({
      exitCode: 0,
      stdout: expect.stringMatching(
        /\nThe node west is done\. The execution still waits at east\.\n\nThe node east failed\.\nWhat you could do:\n {2}aom-workflow restart .* --node east\n/,
      ),
    });
    expect(performance.now() - start).toBeLessThan(11_000);
  });

  test("that the wait timed out: exit code 8", async () => {
    await world();
    expect(await cli("stop", ...at("w3", "e3"), "--yes", "--wait", "--wait-timeout", "0.2")).toMatchObject({
      exitCode: 8,
      stdout: expect.stringContaining("The wait timed out"),
    });
    expect(await cli("restart", ...at("w2", "e2", "a"), "--wait-timeout", "5")).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining("--wait-timeout requires --wait."),
    });
  });

  test("a lost answer is resolved by reading: it was done, once", async () => {
    await world(losesAnswers);
    const { exitCode, stdout, stderr } = await cli("restart", ...at("w1", "e1", "run-script"));
    expect({ exitCode, stdout }).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(
        /^The node run-script has a new run; the execution is .*\. This call or another did it\.\nExecution e1, workflow w1, at http/,
      ),
    });
    expect(stderr).toMatch(/^No response was received \(.*\)\.\n$/);
    expect({ posts: posts(), begun: begun("w1") }).toMatchObject({ posts: 1, begun: { "run-script": 2 } });
  });

  test("one that never arrived stays in doubt, with the evidence and the command to look again: exit code 6", async () => {
    await world({
      faults: ({ request }) => (request?.method === "POST" ? { kind: "html" } : undefined),
      permissions: ["cms:execution:get"],
    });
    const restart = ["restart", ...at("w1", "e1", "run-script")];
    const { exitCode, stdout } = await cli(...restart, "--json");
    expect(exitCode).toBe(6);
    expect(JSON.parse(stdout)).toMatchObject({
      ok: false,
      action: "restart",
      executionId: "e1",
      error: { outcome: "unknown" },
      resolution: { outcome: "unknown", unchangedForMs: expect.any(Number), now: { word: "fail", state: "failed" } },
      show: "aom-workflow show --workflow w1 --execution e1",
    });
    // The journal knows of the first one.
    expect(await cli(...restart)).toMatchObject({
      exitCode: 2,
      stderr: expect.stringMatching(/^A restart of this run is in doubt since /),
    });
    expect((await cli(...restart, "--include-doubt")).stderr).toMatch(
      /\nThe execution has failed and did not change for 5(\.\d)? s\. The service may still act on the request\.\n.*\nLook first: aom-workflow show --workflow w1 --execution e1\n$/,
    );
    expect(begun("w1")).toEqual({ "run-script": 1 });
  });

  test("a time that ran out is named as it was given", async () => {
    await world({
      faults: ({ request }) => (request?.method === "POST" ? { kind: "hang" } : undefined),
      permissions: ["cms:execution:get"],
    });
    const { exitCode, stderr } = await cli("skip", ...at("w1", "e1", "run-script"), "--yes", "--timeout", "2");
    expect({ exitCode, stderr }).toMatchObject({
      exitCode: 6,
      stderr: expect.stringMatching(/^No complete response within 2 s \(--timeout\)\./),
    });
  });

  test("without the state before, doubt stays", async () => {
    await world(losesAnswers);
    expect(await cli("restart", ...at("w1", "e1", "run-script"), "--no-check")).toMatchObject({
      exitCode: 6,
      stdout: "",
      stderr: expect.stringContaining("\nLook first: aom-workflow show --workflow w1 --execution e1\n"),
    });
  });

  test("a new execution starts, and can be stopped", async () => {
    await world();
    const { data } = JSON.parse((await cli("run", "--workflow", "w2", "--json")).stdout);
    expect(data.execution_id).toMatch(/./);
    expect(await cli("stop", ...at("w3", "e3"))).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining("Stop requires confirmation: add --yes."),
    });
    expect(await cli("stop", ...at("w3", "e3"), "--yes")).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(/^Stopped execution e3\.\nWorkflow w3, at http/),
    });
  });

  test("a schedule is disabled and enabled, without a question, for it can be taken back", async () => {
    await world();
    expect(await cli("disable-schedule", "--workflow", "w1")).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(/^Disabled the schedule of workflow w1\.\nAt http/),
    });
    expect(await cli("enable-schedule", "--workflow", "w1", "--json")).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('"action":"enable-schedule"'),
    });
  });

  test("no token is shown by any of it", async () => {
    await world();
    for (const args of [
      ["stopped", "--json", "--debug"],
      ["show", ...at("w1", "e1"), "--debug"],
      ["restart", ...at("w1", "e1", "run-script"), "--wait", "--debug"],
    ]) {
      const { stdout, stderr } = await cli(...args);
      expect(stdout + stderr).not.toContain(token);
    }
  });
});
