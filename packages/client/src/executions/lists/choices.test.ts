import { expect, it } from "vitest";
import { details, nodeResult } from "../../../test/answers.ts";
import { forbidden, routedClient } from "../../../test/routed-client.ts";
import { answer } from "../../../test/scripted-client.ts";
import { type Choosing, choices } from "./choices.ts";

const all = [
  { ...details("fail", [nodeResult("build", "success"), nodeResult("deploy", "fail")]), execution_id: "78-a" },
  { ...details("pausing", [nodeResult("check", "pausing")]), execution_id: "78-b" },
  { ...details("waitApproval"), execution_id: "78-c" },
  { ...details("success", [nodeResult("build", "success")]), execution_id: "79-d" },
];
const executions = all.map((each) => ({ ...each, workflow_id: "w1" }));

function chosen(choosing: Choosing, unreadable?: string) {
  const elements = [
    { id: "w1", name: "nightly", status: "fail" },
    { id: "w2", name: "nightly" },
  ];
  const { aom } = routedClient((route) => {
    if (route === "POST workflow-list") return answer(200, { elements, total_elements: 2 });
    const [, workflow, , id] = route.split("/");
    if (workflow === unreadable) return forbidden();
    if (id !== undefined)
      return answer(
        200,
        executions.find(({ execution_id }) => execution_id === id),
      );
    return answer(200, workflow === "w1" ? executions : []);
  });
  return choices({ ...aom, warn() {} }, choosing).then((found) => found.map(({ value }) => value));
}

it.each<[Choosing, readonly string[]]>([
  [{ kind: "workflow" }, ["nightly", "w1", "w2"]],
  [{ kind: "execution" }, ["78-a", "78-b", "78-c", "79-d"]],
  [{ kind: "execution", action: "restart" }, ["78-a"]],
  [{ kind: "execution", action: "continue", workflow: "w1" }, ["78-b"]],
  [{ kind: "execution", action: "stop", actsOn: "execution" }, ["78-a", "78-b", "78-c"]],
  [{ kind: "node", action: "skip", execution: "78" }, ["deploy"]],
  [{ kind: "node", workflow: "w1", execution: "79-d" }, ["build"]],
  [{ kind: "node" }, ["deploy", "check"]],
])("for %j there are %j", async (choosing, values) => {
  expect(await chosen(choosing)).toEqual(values);
});

it.each<[string, Choosing, unreadable?: string]>([
  ["something could not be read", { kind: "execution" }, "w2"],
  ["something of a node could not be read", { kind: "node" }, "w2"],
  ["the name is that of several workflows", { kind: "execution", workflow: "nightly" }],
  ["the execution is not the only one", { kind: "node", execution: "78" }],
])("there are none where %s: one of some would look like the only one", async (_, choosing, unreadable) => {
  await expect(chosen(choosing, unreadable)).rejects.toThrow();
});
