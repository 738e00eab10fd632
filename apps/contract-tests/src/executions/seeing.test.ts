import { setTimeout } from "node:timers/promises";
import type { WorkflowSeed } from "@aom-workflow/mock";
import { describe, expect, test } from "vitest";
import { projectId } from "../fixtures/stopped-node.ts";
import { at, cli, quick, world } from "./world.ts";

describe("what stopped", () => {
  test("is a table, aligned also where names are Chinese, and whole where it is piped", async () => {
    await world();
    const { exitCode, stdout, stderr } = await cli("stopped");
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    const [heading = "", ...rows] = stdout.trimEnd().split("\n");
    expect(heading).toMatch(/^STOPPED +WORKFLOW +WORKFLOW ID +EXECUTION +NODE +STATE +REASON +HOSTS +ACTIONS$/);
    const chinese = rows.find((row) => row.includes("夜间清理")) ?? "";
    // Each of the four characters takes two columns.
    expect(chinese.indexOf("e1")).toBe(heading.indexOf("EXECUTION") - 4);
    expect(rows.map((row) => row.split(/ {2,}/).slice(1, 8)).toSorted()).toEqual([
      ["careful", "w3", "e3", "check", "paused (pausing)", "It waits at the pause node check.", "-"],
      ["hopeless", "w2", "e2", "a", "failed (fail)", "The node a failed.", "-"],
      [
        "夜间清理",
        "w1",
        "e1",
        "run-script",
        "failed (fail)",
        "The node run-script failed.",
        "node-1 (192.0.2.10) failed with exit code 1: df: command not found",
      ],
    ]);
    expect(chinese).toMatch(/ {2}aom-workflow restart .* {2}aom-workflow skip --workflow w1 --execution e1 --node run-script$/);
  });

  test("is a document, with the next commands; logs only where they are asked for", async () => {
    await world();
    const { stdout } = await cli("stopped", "--json", "--workflow", "w1");
    expect(JSON.parse(stdout)).toMatchObject({
      ok: true,
      projectId,
      stopped: [
        {
          ...{ workflowId: "w1", executionId: "e1", state: "failed", word: "fail", nodeId: "run-script", startedBy: "li.wei" },
          cause: "df: command not found",
          failedHosts: [{ name: "node-1", ip: "192.0.2.10", exitCode: "1" }],
          commands: {
            restart: "aom-workflow restart --workflow w1 --execution e1 --node run-script",
            skip: "aom-workflow skip --workflow w1 --execution e1 --node run-script",
          },
        },
      ],
      unread: [],
    });
    expect(stdout).not.toContain("lastLine");
    expect((await cli("stopped", "--json", "--logs")).stdout).toContain('"lastLine":"df: command not found"');
  });

  test("is chosen by state and time", async () => {
    await world();
    const found = async (...args: string[]) =>
      JSON.parse((await cli("stopped", "--json", ...args)).stdout).stopped.map(({ executionId }: { executionId: string }) => executionId);
    expect(await found("--status", "paused")).toEqual(["e3"]);
    expect(await found("--since", "1h")).toHaveLength(3);
    expect(await found("--since", "2100-01-01")).toEqual([]);
    expect(await cli("stopped", "--since", "yesterday")).toMatchObject({
      exitCode: 2,
      stderr: expect.stringMatching(/^--since must be a time such as .*; it is "yesterday"/),
    });
  });

  test("what may not be read is reported, and the exit code says so", async () => {
    await world({ permissions: ["cms:workflow:list"] });
    const { exitCode, stdout, stderr } = await cli("stopped");
    expect({ exitCode, stdout }).toEqual({ exitCode: 11, stdout: "" });
    expect(
      stderr.match(
        /^Could not read the executions of workflow w\d\. AOM answered 403 .* Ask for the permission cms:execution:get in this project\.$/gm,
      ),
    ).toHaveLength(3);
  });

  test("names that would steer the terminal or forge a row stay one cell", async () => {
    const name = "\x1b[2J\x1b[31mred\ne9  forged  done\u202e".slice(0, 64);
    await world({ workflows: [{ ...(quick[0] as WorkflowSeed), name }] });
    const { stdout } = await cli("stopped");
    expect(stdout.trimEnd().split("\n")).toHaveLength(2);
    expect(stdout).not.toMatch(/[\x1b\u202e]/);
    expect((await cli("stopped", "--json")).stdout).not.toMatch(/[\x1b\u202e]/);
  });

  test("nothing, said plainly", async () => {
    await world({ workflows: [] });
    expect(await cli("stopped")).toEqual({ exitCode: 0, stdout: "", stderr: "Nothing needs attention.\n" });
    expect(await cli("workflows")).toEqual({ exitCode: 0, stdout: "", stderr: "No workflows found.\n" });
  });

  test("a service that does not answer: exit code 3, and what to do", async () => {
    await world({ faults: () => ({ kind: "hang" }) });
    const { exitCode, stderr } = await cli("stopped", "--timeout", "0.5");
    expect(exitCode).toBe(3);
    expect(stderr).toContain("No complete response within 0.5 s (--timeout). Try again later.");
  });
});

describe("an execution", () => {
  test("is shown with its nodes in order, failed hosts and what could be done", async () => {
    await world();
    const { stdout } = await cli("show", ...at("w1", "e1"));
    expect(stdout).toMatch(/^execution {2}e1\nworkflow {3}夜间清理 \(w1\)\nstate {6}failed \(fail\)\n/);
    expect(stdout).toMatch(/\n.* +run-script +执行脚本 +failed \(fail\) .*\n.* +report +report +pending\n/);
    expect(stdout).toContain("\nFailed hosts of run-script:\n  node-1 (192.0.2.10) failed with exit code 1: df: command not found\n");
    expect(stdout).toMatch(/The node run-script failed\.\nWhat you could do:\n {2}aom-workflow restart .*\n {2}aom-workflow skip .*\n$/);
    expect((await cli("show", ...at("w1", "e1"), "--logs")).stdout).toContain("exit code 1: df: command not found\n");
  });

  test("is watched until it ends: a line for each change, or a document", async () => {
    const { act, requests } = await world();
    const watching = [cli("show", ...at("w3", "e3"), "--watch"), cli("show", ...at("w3", "e3"), "--watch", "--output", "jsonl")];
    while (requests.length < 2) await setTimeout(20);
    await setTimeout(100);
    act({ action: "continue", executionId: "e3", nodeId: "check" });
    const [lines, documents] = await Promise.all(watching);
    const said = lines?.stdout
      .trimEnd()
      .split("\n")
      .map((line) => line.replace(/^\S+ \S+ \S+ {2}/, ""));
    expect(said).toEqual(["node check: pausing", "execution: pausing", "node check: success", "node go: success", "execution: success"]);
    expect(
      documents?.stdout
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line).execution.word),
    ).toEqual(["pausing", "success"]);
    expect([lines?.exitCode, documents?.exitCode]).toEqual([0, 0]);
    expect(await cli("show", ...at("w3", "e3"), "--watch", "--json")).toMatchObject({
      exitCode: 2,
      stdout: expect.stringContaining("--output jsonl"),
    });
  });

  test("that stops while it is watched ends the watch with exit code 9", async () => {
    await world();
    const { exitCode, stdout, stderr } = await cli("show", ...at("w1", "e1"), "--watch");
    expect({ exitCode, stderr }).toEqual({ exitCode: 9, stderr: "" });
    expect(stdout).toMatch(/^.* node run-script: fail\n.* execution: fail\n$/);
  });

  test("that goes on is watched for --watch-timeout seconds, then exit code 8 says that it was in vain", async () => {
    const { act } = await world();
    act({ action: "skip", executionId: "e2", nodeId: "a" });
    const text = await cli("show", ...at("w2", "e2"), "--watch", "--watch-timeout", "0.5");
    expect(text).toMatchObject({ exitCode: 8, stderr: "Stopped watching (--watch-timeout). The state is running.\n" });
    const json = await cli("show", ...at("w2", "e2"), "--watch", "--watch-timeout", "0.5", "--output", "jsonl");
    expect(json).toMatchObject({ exitCode: 8, stderr: "" });
    expect(await cli("show", ...at("w2", "e2"), "--watch-timeout", "1")).toMatchObject({
      exitCode: 2,
      stderr: expect.stringMatching(/^--watch-timeout requires --watch\.\n/),
    });
  });

  test("that does not answer is watched no longer than --watch-timeout either", async () => {
    await world({ faults: () => ({ kind: "hang" }) });
    expect(await cli("show", ...at("w2", "e2"), "--watch", "--watch-timeout", "0.5")).toMatchObject({
      exitCode: 8,
      stderr: "Stopped watching (--watch-timeout). The state is not known.\n",
    });
  });

  test("that is not there: exit code 5", async () => {
    await world();
    expect(await cli("show", ...at("w1", "nowhere"))).toMatchObject({
      exitCode: 5,
      stdout: "",
      stderr: expect.stringContaining("AOM.31001306"),
    });
  });

  test("is listed, and so are workflows, without the input that may have passwords", async () => {
    await world();
    expect((await cli("executions", "--workflow", "w1")).stdout).toMatch(
      /^STARTED +EXECUTION +STATE +DURATION +BY\n.* +e1 +failed \(fail\) +0 s +li\.wei\n$/,
    );
    const { workflows } = JSON.parse((await cli("workflows", "--json")).stdout);
    expect(workflows.map(({ workflowId, state }: Record<string, string>) => [workflowId, state]).toSorted()).toEqual([
      ["w1", "failed"],
      ["w2", "failed"],
      ["w3", "paused"],
    ]);
    for (const workflow of workflows) expect(workflow).not.toHaveProperty("input");
  });
});

describe("completion asks the service for ids", () => {
  const proposals = async (...words: string[]) => (await cli("__complete", "zsh", ...words)).stdout.trimEnd().split("\n").sort();

  test("of workflows, of the executions of one, of its nodes", async () => {
    await world();
    expect(await proposals("show", "--workflow", "w")).toEqual(["w1\t夜间清理 fail", "w2\thopeless fail", "w3\tcareful pausing"]);
    expect(await proposals("show", "--workflow", "w1", "--execution", "")).toEqual(["e1\tfail"]);
    expect(await proposals("restart", "--workflow", "w1", "--execution", "e1", "--node", "r")).toEqual(["run-script\t执行脚本 fail"]);
    expect(await proposals("show", "--execution", "")).toEqual(["e1\t夜间清理 fail", "e2\thopeless fail", "e3\tcareful pausing"]);
  });

  test("of what the action is for, after which the node may follow, and of workflows by name", async () => {
    await world();
    expect(await proposals("restart", "")).toEqual([":nospace", "e1\t夜间清理 fail", "e2\thopeless fail"]);
    expect(await proposals("restart", "e1/")).toEqual(["e1/run-script\t执行脚本 fail"]);
    expect(await proposals("run", "--workflow", "c")).toEqual(["careful\tpausing"]);
  });

  test("silently nothing where it does not answer", async () => {
    await world({ permissions: [] });
    expect(await cli("__complete", "zsh", "show", "--workflow", "")).toEqual({ exitCode: 0, stdout: "", stderr: "" });
  });
});
