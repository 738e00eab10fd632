import type { RequestListener } from "node:http";
import { expect, test } from "vitest";
import type { Choice } from "../src/terminal/select.ts";
import { answering, loopback } from "./loopback.ts";
import { runHere } from "./run-here.ts";

const node = (id: string, status: string) => ({
  node_id: id,
  status,
  begin_time: 1767229201000,
  end_time: 1767229320000,
  function_execution_id: id,
});
const failed = { execution_id: "e1", status: "fail", begin_time: 1767229200000, execution_result_list: [node("run-script", "fail")] };
const paused = { execution_id: "e2", status: "pausing", begin_time: 1767229200000, execution_result_list: [node("check", "pausing")] };

/** One workflow, with an execution that failed and one that is paused. */
const service: RequestListener = (request, response) => {
  const { pathname } = new URL(request.url ?? "", "http://localhost");
  const body = pathname.endsWith("/workflow-list")
    ? { elements: [{ id: "w1", name: "nightly" }], total_elements: 1 }
    : pathname.endsWith("/executions")
      ? [failed, paused]
      : pathname.endsWith("/e1/status")
        ? failed
        : pathname.endsWith("/e2/status")
          ? paused
          : { result: "success" };
  answering(200, body)(request, response);
};

async function picking(argv: readonly string[], picked: number | undefined, canAsk = true) {
  await using server = await loopback(service);
  const offered: { question: string; choices: readonly Choice[] }[] = [];
  const terminal = {
    canAsk,
    canDraw: false,
    columns: 80,
    status() {},
    ask: async () => "y",
    async select(question: string, choices: readonly Choice[]) {
      offered.push({ question, choices });
      return picked;
    },
  };
  const end = await runHere([...argv, "--endpoint", server.url], { host: { terminal } });
  return {
    ...end,
    offered,
    acted: server.requests.filter(({ url }) => url?.includes("/operation?")).map(({ url }) => url?.split("/workflow/")[1]),
  };
}

test("ids that are missing are picked from what stopped and admits the action", async () => {
  const { code, offered, acted } = await picking(["restart"], 0);
  expect(offered).toMatchObject([
    {
      question: "Which node do you want to restart?",
      choices: [{ label: "nightly, run-script: failed (fail)", hint: expect.stringContaining("e1") }],
    },
  ]);
  expect({ code, acted }).toEqual({ code: 0, acted: ["w1/executions/e1/operation?action=restart&node_id=run-script"] });
});

test("those that are given narrow the list", async () => {
  const { offered, stdout } = await picking(["show", "--workflow", "w1", "--execution", "e2"], 0);
  expect(offered).toEqual([]);
  expect(stdout).toContain("paused");
  expect((await picking(["continue", "--yes", "--workflow", "w1"], 0)).acted).toEqual([
    "w1/executions/e2/operation?action=continue&node_id=check",
  ]);
});

test("who leaves the list has sent nothing", async () => {
  const { code, stderr, acted } = await picking(["skip"], undefined);
  expect({ code, stderr, acted }).toEqual({ code: 2, stderr: expect.stringContaining("Cancelled. Nothing was sent."), acted: [] });
});

test("nothing to pick from is told", async () => {
  expect(await picking(["restart", "--execution", "e2"], 0)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("No stopped execution was found that allows restart."),
    offered: [],
  });
});

test("a workflow is picked where no execution is required", async () => {
  expect(await picking(["executions"], 0)).toMatchObject({
    code: 0,
    offered: [{ question: "Which workflow?", choices: [{ label: "nightly", hint: "w1" }] }],
  });
});

test.each([
  ["without a terminal", ["restart"], false],
  ["with --no-input", ["restart", "--no-input"], true],
  ["with --json", ["restart", "--json"], true],
] as const)("nobody is asked %s", async (_, argv, canAsk) => {
  expect(await picking(argv, 0, canAsk)).toMatchObject({ code: 2, offered: [], acted: [] });
});
