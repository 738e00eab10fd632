import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { contractNamed } from "../../../spec/contracts.ts";
import { type Bump, verdictOn, worse } from "./verdict.ts";

/** An edit of a contract, and the expected verdict. */
interface Edit {
  readonly edit: string;
  readonly contract?: string;
  /** A replacement before the edit, if today's contract has nothing of the kind. */
  readonly given?: { readonly from: string; readonly to: string };
  readonly from: string | RegExp;
  readonly to: string;
  readonly bump: Bump;
  /** Matches one of the findings. */
  readonly says?: RegExp;
  /** How the contract can keep the change from callers. */
  readonly advice?: string;
}

/** Findings of oasdiff on the wire, and of our own rules. */
const edits: readonly Edit[] = [
  { edit: "a comment", from: "openapi: 3.1.0\n", to: "# ours\nopenapi: 3.1.0\n", bump: "patch" },
  {
    edit: "an example of an answer",
    from: "value: { result: success }",
    to: "value: { result: success, note: queued }",
    bump: "patch",
    says: /^rules {3}.*operate.*: the mock answers 200 "success" with note "queued"$/,
  },

  { edit: "a limit is narrowed", from: "maximum: 100\n", to: "maximum: 99\n", bump: "minor", says: /^wire ! listWorkflows: .*decreased/ },
  { edit: "a limit is widened", from: "maximum: 100\n", to: "maximum: 200\n", bump: "patch", says: /^wire {3}listWorkflows: .*increased/ },

  {
    edit: "a limit of several operations is narrowed",
    from: /maxLength: 64(?=\n {6}example: 3b)/,
    to: "maxLength: 63",
    bump: "minor",
    says: /^wire ! (\w+, )+\w+: for the input `workflowId` \(`--workflow`\), the maxLength was decreased from `64` to `63`$/,
  },
  {
    edit: "an enum value that has a command of its own is dropped",
    from: "enum: [restart, skip, continue]",
    to: "enum: [restart, skip]",
    bump: "minor",
    says: /^wire ! operate: removed the enum value `continue` from the input `action`$/,
  },
  {
    edit: "a limit of the body is narrowed",
    from: "maximum: 100\n          example",
    to: "maximum: 99\n          example",
    bump: "minor",
    says: /^wire ! listWorkflows: the `size` \(`--size`\) input's max/,
  },

  {
    edit: "a parameter is renamed",
    from: "name: node_id",
    to: "name: node_id_2",
    bump: "minor",
    says: /^rules ! operate: the input nodeId is now nodeId2/,
    advice: "x-name: nodeId at node_id_2 keeps the input's name.",
  },
  {
    edit: "a parameter is renamed, and callers keep the name",
    from: "name: node_id",
    to: "name: node_id_2\n      x-name: nodeId",
    bump: "minor",
    says: /^wire ! .*node_id_2/,
  },
  {
    edit: "a property of a body is renamed",
    from: /sort_field/g,
    to: "order_by",
    bump: "minor",
    says: /^rules ! listWorkflows: the input sortField is now orderBy/,
    advice: "x-name: sortField at order_by keeps the input's name.",
  },
  {
    edit: "an input is renamed",
    from: "x-name: enterpriseProjectId",
    to: "x-name: enterpriseProject",
    bump: "minor",
    says: /^rules ! listExecutions: the input enterpriseProjectId is now/,
  },
  {
    edit: "an input of a body is renamed",
    from: "        sort_field:\n",
    to: "        sort_field:\n          x-name: field\n",
    bump: "minor",
    says: /^rules ! listWorkflows: the input sortField is now field/,
  },
  {
    edit: "an input is given the name that it has anyway",
    from: "name: node_id",
    to: "name: node_id\n      x-name: nodeId",
    bump: "patch",
  },

  {
    edit: "a response may be another word",
    given: {
      from: "type: object\n      properties:\n        result:",
      to: "type: string\n      enum: [a, b]\n      properties:\n        result:",
    },
    from: "enum: [a, b]",
    to: "enum: [a, b, c]",
    bump: "minor",
    says: /^rules ! StatusResult may be c/,
  },
  { edit: "a status is dropped", from: / {8}"494":\n.*\n(?=(.*\n){8}\ncomponents)/, to: "", bump: "minor", says: /^rules ! .*494 is gone/ },
  {
    edit: "a status is added",
    from: '        "413":\n',
    to: '        "409":\n          $ref: "#/components/responses/NotFound"\n        "413":\n',
    bump: "patch",
    says: /^rules {3}.*409 is new/,
  },

  {
    edit: "an operation is dropped",
    from: / {2}\/v1\S+\/terminate:\n(?:(?: {4}.*)?\n)+?(?= {2}\/v1)/,
    to: "",
    bump: "minor",
    says: /^rules ! the method stopExecution is gone/,
  },
  {
    edit: "a form is dropped",
    from: / {8}continue:\n {10}summary: Continue(.*\n){4} {10}fixed: .*\n/,
    to: "",
    bump: "minor",
    says: /^rules ! the method continue is gone/,
  },
  {
    edit: "a form is added",
    from: "      x-forms:\n        restart:\n",
    to: "      x-forms:\n        again:\n          fixed: { action: restart }\n        restart:\n",
    bump: "patch",
    says: /^rules {3}the method again is new/,
  },
  {
    edit: "a form fixes another action",
    from: "fixed: { action: skip }",
    to: "fixed: { action: restart }",
    bump: "minor",
    says: /^rules ! skip: the inputs that are fixed/,
  },
  {
    edit: "a retry wait is longer",
    from: "maxRetryAfterMs: 60000",
    to: "maxRetryAfterMs: 90000",
    bump: "patch",
    says: /when it is sent again/,
  },
  {
    edit: "a login is said to be idempotent",
    contract: "iam",
    from: "x-effect: once",
    to: "x-effect: idempotent",
    bump: "minor",
    says: /^rules ! createToken: what sending it twice does/,
  },

  {
    edit: "signatures are refused",
    from: "  - token: []\n  - signature: []\n",
    to: "  - token: []\n",
    bump: "minor",
    says: /who may call/,
  },
  { edit: "the token has another header", from: "name: X-Auth-Token", to: "name: X-Token", bump: "minor", says: /how credentials/ },
  { edit: "a region is dropped", from: "          - ru-moscow-1\n", to: "", bump: "minor", says: /ru-moscow-1 is gone/ },
  { edit: "a region is added", from: "  - ru-moscow-1\n", to: "  - ru-moscow-1\n          - eu-9\n", bump: "patch", says: /eu-9 is new/ },
  { edit: "the default region changes", from: "default: cn-north-4", to: "default: cn-east-3", bump: "minor", says: /the default of/ },
  { edit: "the server's address changes", from: "}.myhuaweicloud.com", to: "}.example.com", bump: "minor", says: /the server .* is gone/ },
];

test.for(edits)("each edit of a contract gets the right version: $edit: $bump", async (row) => {
  const { contract = "aom", given, from, to, bump, says, advice } = row;
  const text = readFileSync(contractNamed(contract).url, "utf8");
  const before = given ? text.replace(given.from, () => given.to) : text;
  const after = before.replace(from, () => to);
  if (after === before) throw new Error("The contract no longer has it; choose another edit.");
  const verdict = await verdictOn({ contract, before, after });
  const said = verdict.findings.map(({ by, isBreaking, says }) => `${by} ${isBreaking ? "!" : " "} ${says}`);
  expect({ bump: verdict.bump, said }).toMatchObject({ bump });
  if (says) expect(said).toContainEqual(expect.stringMatching(says));
  expect(verdict.findings.flatMap(({ advice }) => advice ?? [])).toEqual(advice === undefined ? [] : [advice]);
  expect(verdict.packages[contract === "aom" ? "@aom-workflow/client" : "@aom-workflow/auth"]).toBe(bump);
  expect(verdict.packages["@aom-workflow/http"]).toBeUndefined();
});

test("an unchanged contract needs no new version", async () => {
  const text = readFileSync(contractNamed("aom").url, "utf8");
  expect(await verdictOn({ contract: "aom", before: text, after: text })).toEqual({ bump: "none", findings: [], packages: {} });
});

test("of two bumps the greater one counts", () => {
  expect([worse("patch", "minor"), worse("minor"), worse(undefined, "patch"), worse()]).toEqual(["minor", "minor", "patch", "none"]);
});
