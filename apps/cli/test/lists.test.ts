import type { RequestListener } from "node:http";
import { describe, expect, test } from "vitest";
import { answering, loopback } from "./loopback.ts";
import { runHere } from "./run-here.ts";

const failed = {
  execution_id: "e1",
  status: "fail",
  begin_time: 1767229200000,
  execution_result_list: [{ node_id: "n1", status: "fail", begin_time: 1767229201000 }],
};

/** A service with 150 workflows by its own count, which gives the same 100 on each page; the first has what is given here. */
function service(executions: unknown, { total = 150 } = {}): RequestListener {
  return (request, response) => {
    const path = request.url ?? "";
    const elements = Array.from({ length: Math.min(total, 100) }, (_, index) => ({ id: `w${index}`, name: `n${index}` }));
    const body = path.endsWith("/workflow-list")
      ? { elements, total_elements: total }
      : path.includes("/workflow/w0/")
        ? path.endsWith("/status")
          ? failed
          : executions
        : [];
    answering(200, body)(request, response);
  };
}

const listing = async (listener: RequestListener, ...argv: string[]) => {
  await using server = await loopback(listener);
  return await runHere([...argv, "--endpoint", server.url]);
};

const repeated = "There may be more workflows: the service returned a page twice.\n";

describe("a list that may be incomplete: exit code 11, a warning, and no all-clear", () => {
  test("stopped, with rows and without", async () => {
    const { code, stdout, stderr } = await listing(service([failed]), "stopped");
    expect({ code, stderr }).toEqual({ code: 11, stderr: repeated });
    expect(stdout).toMatch(/\n.* e1 +n1 +failed \(fail\) /);
    expect(await listing(service([]), "stopped")).toEqual({
      code: 11,
      stdout: "",
      stderr: `${repeated}Nothing was found, but the list may be incomplete.\n`,
    });
  });

  test("stopped as a document, and as what a query selects from it", async () => {
    const json = await listing(service([failed]), "stopped", "--json");
    expect(json).toMatchObject({ code: 11, stderr: "" });
    expect(JSON.parse(json.stdout)).toMatchObject({ ok: false, stopped: [{ executionId: "e1" }], unread: [], warnings: [repeated.trim()] });
    const query = ["--query", 'join(`"\\n"`, stopped[].executionId)'];
    expect(await listing(service([failed]), "stopped", ...query)).toEqual({ code: 11, stdout: "e1\n", stderr: repeated });
    expect(await listing(service([]), "stopped", ...query)).toEqual({ code: 11, stdout: "\n", stderr: repeated });
  });

  test("workflows", async () => {
    const { code, stdout, stderr } = await listing(service([]), "workflows");
    expect({ code, stderr }).toEqual({ code: 11, stderr: repeated });
    expect(stdout.split("\n")).toHaveLength(102);
    expect(JSON.parse((await listing(service([]), "workflows", "--json")).stdout)).toMatchObject({ ok: false });
  });

  test.for([[[{}]], [["e1"]]])("executions that are %j", async ([executions]) => {
    expect(await listing(service(executions), "executions", "--workflow", "w0")).toMatchObject({
      code: 11,
      stderr: expect.stringMatching(/^The list may be incomplete: .*\n/),
    });
  });
});

test("where every list is whole, the all-clear is given, and a query prints no more than it selects", async () => {
  const whole = service([], { total: 3 });
  expect(await listing(whole, "stopped")).toEqual({ code: 0, stdout: "", stderr: "Nothing needs attention.\n" });
  expect(await listing(whole, "stopped", "--query", "length(stopped)")).toEqual({ code: 0, stdout: "0\n", stderr: "" });
});

test("where something was filtered out, there is no all-clear", async () => {
  const failing = service([failed], { total: 3 });
  for (const filter of [
    ["--status", "paused"],
    ["--status", "pausing"],
    ["--since", "1m"],
  ])
    expect(await listing(failing, "stopped", ...filter)).toEqual({ code: 0, stdout: "", stderr: "No such executions.\n" });
});

test("a command that is printed can be run as it is, also where an id begins with a dash", async () => {
  const dashed = { ...failed, execution_result_list: [{ ...failed.execution_result_list[0], node_id: "-n 1" }] };
  const { stdout } = await listing(answering(200, dashed), "show", "--workflow", "w1", "--execution", "e1");
  expect(stdout).toContain("aom-workflow restart --workflow w1 --execution e1 --node='-n 1' ");
});

test.for([{ execution_id: "e2" }, { workflow_id: "w2" }])(
  "the state of another execution (%j) is not shown as that of this one",
  async (other) => {
    const end = await listing(answering(200, { ...failed, ...other }), "show", "--workflow", "w1", "--execution", "e1");
    expect(end).toMatchObject({
      code: 3,
      stdout: "",
      stderr: expect.stringMatching(/^The answer 200 cannot be trusted: it is about another execution\./),
    });
  },
);
