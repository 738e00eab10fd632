import { operations } from "@aom-workflow/types";
import { docs } from "@aom-workflow/types/docs";
import { expect, test } from "vitest";
import { commandsOf } from "../../surface/commands.ts";
import { candidatesFor } from "./candidates.ts";

const commands = commandsOf(operations, docs);
const sources = (proposals: string) =>
  proposals === "file" ? undefined : [`${proposals}-1`, `${proposals}-2`].map((value) => ({ value, description: "" }));

function proposed(line: string) {
  return candidatesFor(line.split(" "), commands, sources)?.map(({ value }) => value);
}

test.for([
  ["rest", ["restart"]],
  ["config u", ["unset", "use"]],
  ["config set re", ["region"]],
  ["config set region ", ["region-1", "region-2"]],
  ["config set token ", undefined],
  ["config set --profile profile-1 re", ["region"]],
  ["config use ", ["profile-1", "profile-2"]],
  ["completion ", ["bash", "zsh", "fish", "powershell"]],
  ["stopped --status wait", ["waiting-for-approval", "waitApproval"]],
  ["stopped --status=fa", ["--status=failed", "--status=fail"]],
  ["skip --region ", ["region-1", "region-2"]],
  ["skip --region=region-2", ["--region=region-2"]],
  ["skip --token-file ", undefined],
  ["skip --no", ["--node", "--no-check", "--no-pager", "--no-input"]],
  ["skip --node a --no", ["--no-check", "--no-pager", "--no-input"]],
  ["skip --node --no", []],
  ["skip --node=a --no", ["--no-check", "--no-pager", "--no-input"]],
  ["skip --json=", []],
  ["--output ", ["text", "json", "jsonl"]],
  ["--profile config conf", ["config"]],
  ["help sk", ["skip"]],
  ["help ex", ["executions", "exit-codes"]],
  ["help skip e", []],
  ["ex", ["executions"]],
  ["nonsense ", [...new Set(commands.map(({ path: [first] }) => first)), "help"]],
] as const)("%j is completed with %j", ([line, values]) => {
  expect(proposed(line)).toEqual(values);
});

test("where no word is due, options are proposed", () => {
  expect(proposed("run ")).toContain("--workflow");
  expect(proposed("skip ")).toEqual(["execution/node-1", "execution/node-2"]);
});
