import { mkdtemp, rm } from "node:fs/promises";
import type { RequestListener } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { operations } from "@aom-workflow/types";
import { docs } from "@aom-workflow/types/docs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterEach, beforeEach, expect, test } from "vitest";
import { commandsOf } from "../src/surface/commands.ts";
import { documentSchemas } from "../src/surface/documents.ts";
import { fakeIam } from "./fake-iam.ts";
import { ids } from "./fixtures.ts";
import { answering, loopback } from "./loopback.ts";
import { runHere } from "./run-here.ts";

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "aom-workflow-"));
});
afterEach(() => rm(home, { recursive: true }));

const node = {
  node_id: "run-script",
  status: "fail",
  begin_time: 1767229201000,
  end_time: 1767229320000,
  function_execution_id: "f",
  output: { fail: [{ name: "h" }] },
};
const failed = { execution_id: "e1", workflow_id: "w1", status: "fail", begin_time: 1767229200000, execution_result_list: [node] };

const service: RequestListener = (request, response) => {
  const path = request.url ?? "";
  if (path.includes("refused")) return answering(404, { error_code: "AOM.31001306", error_msg: "no" })(request, response);
  const body = path.endsWith("/workflow-list")
    ? { elements: [{ id: "w1", name: "nightly", last_execute_by: "li" }], total_elements: 1 }
    : path.includes("/operation?")
      ? { result: "success" }
      : path.endsWith("/status")
        ? failed
        : request.method === "POST"
          ? { execution_id: "e2", result: "success" }
          : [failed];
  answering(200, body)(request, response);
};

/** All operations print alike; a few of them are called below. */
const sent = commandsOf(operations, docs).flatMap(({ operation, path }) => (operation ? path : []));
const schemas = documentSchemas(sent);
const execution = ["--workflow", "w1", "--execution", "e1"];
const who = ["--account", "acme", "--user", "operator"];

/** Each document with commands that print it, in an order in which they can be called. */
const calls: readonly (readonly [document: string, argv: readonly string[], input?: string])[] = [
  ["version", ["--version"]],
  ["help", ["--help"]],
  ["capabilities", ["capabilities"]],
  ["completion", ["completion", "bash"]],
  ["restart", ["restart", "--no-check", ...ids]],
  ["restart", ["restart", ...ids, "--wait", "--wait-timeout", "0.05"]],
  ["skip", ["skip", ...ids, "--yes"]],
  ["continue", ["continue", ...ids, "--yes", "--no-check"]],
  ["run", ["run", "--workflow", "w1", "--yes"]],
  ["stop", ["stop", ...execution, "--yes"]],
  ["dry run", ["restart", "--no-check", ...ids, "--dry-run"]],
  ["curl", ["restart", "--no-check", ...ids, "--dry-run=curl"]],
  ["failure", ["restart", "--no-check", "--workflow", "refused", "--execution", "e", "--node", "n"]],
  ["failure", ["restart", "--workflow", ""]],
  ["failure", ["continue", ...ids, "--yes"]],
  ["failure", ["nonsense"]],
  ["stopped", ["stopped", "--logs"]],
  ["stopped", ["stopped", "--by", "node"]],
  ["workflows", ["workflows"]],
  ["executions", ["executions", "--workflow", "w1"]],
  ["show", ["show", ...execution]],
  ["plan", ["plan", "restart", "--out", "HOME/plan"]],
  ["apply", ["apply", "HOME/plan", "--yes"]],
  ["apply", ["apply", "HOME/plan", "--dry-run"]],
  ["failure", ["apply", "HOME/nothing"]],
  ["journal", ["journal"]],
  ["journal", ["journal", "--verify"]],
  ["journal", ["journal", "--take-over"]],
  ["config set", ["config", "set", "user", "li"]],
  ["config list", ["config", "list"]],
  ["config profiles", ["config", "profiles"]],
  ["config use", ["config", "use", "default"]],
  ["config unset", ["config", "unset", "user"]],
  ["config delete-profile", ["config", "delete-profile", "default"]],
  ["auth login", ["auth", "login", ...who], "pa$$ w0rd\n"],
  ["auth token", ["auth", "token"]],
  ["auth status", ["auth", "status", "--check"]],
  ["auth logout", ["auth", "logout"]],
  ["doctor", ["doctor"]],
  ["failure", ["doctor"]],
];

test("every document is what its schema says, and says nothing that the schema does not know", async () => {
  await using server = await loopback(service);
  await using iam = await fakeIam();
  const ajv = new Ajv2020({ strict: true, validateFormats: false });
  for (const [name, argv, input = ""] of calls) {
    const isLogin = argv[0] === "auth";
    const env = {
      ...{
        HOME: home,
        XDG_STATE_HOME: home,
        XDG_CONFIG_HOME: home,
        XDG_CACHE_HOME: home,
        AOM_WORKFLOW_REGION: "cn-north-4",
        AOM_WORKFLOW_IAM_ENDPOINT: iam.url,
      },
      ...(isLogin
        ? { AOM_WORKFLOW_TOKEN: "", AOM_WORKFLOW_PROJECT: "" }
        : { AOM_WORKFLOW_ENDPOINT: argv[0] === "doctor" ? "http://127.0.0.1:9" : server.url }),
    };
    const { stdout } = await runHere([...argv.map((word) => word.replace("HOME", home)), "--json"], { env, input });
    const document = JSON.parse(stdout) as Record<string, unknown>;
    const schema = schemas[name] as { readonly properties: object };
    const validate = ajv.compile(schema);
    expect({ name, argv, valid: validate(document), errors: validate.errors }).toEqual({ name, argv, valid: true, errors: null });
    expect({ argv, unknown: Object.keys(document).filter((key) => !(key in schema.properties)) }).toEqual({ argv, unknown: [] });
  }
  const printed = new Set(calls.map(([name]) => name));
  expect(Object.keys(schemas).filter((name) => !printed.has(name) && !sent.includes(name))).toEqual([]);
});
