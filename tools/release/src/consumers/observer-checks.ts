import { run } from "../../../lab/children.ts";
import { writeFiles } from "../../../lab/folders.ts";
import { versions } from "../../../lab/install.ts";
import { type Check, lazily } from "../checks.ts";
import { type Installation, installAll } from "../install.ts";
import type { Stage } from "../stage.ts";

/** OpenTelemetry, set up as its documentation says. */
const telemetry = `
const { NodeTracerProvider } = require("@opentelemetry/sdk-trace-node");
const { registerInstrumentations } = require("@opentelemetry/instrumentation");
const { HttpInstrumentation } = require("@opentelemetry/instrumentation-http");
new NodeTracerProvider().register();
registerInstrumentations({ instrumentations: [new HttpInstrumentation()] });
`;

const common = `
import assert from "node:assert/strict";
import { createClient, fetchTransport } from "@aom-workflow/client";

const token = "MARKED-SECRET-TOKEN-d41d8cd98f00b204";
const projectId = "0".repeat(32);
const node = { workflowId: "wf-1", executionId: "ex-1", nodeId: "run-script" };
const restart = async (endpoint, transport) =>
  (await createClient({ endpoint, projectId, auth: token, retry: false, transport }).safe.restart(node)).outcome;
`;

/** The client and the CLI under a monitoring agent: token and trace both arrive. */
const observed = `${common}
import { spawn } from "node:child_process";
import { startMock } from "@aom-workflow/mock";

const mock = await startMock();
const check = () => {
  const { headers } = mock.requests.at(-1);
  assert.equal(headers["x-auth-token"], token);
  assert.match(headers.traceparent, /^00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]$/);
};
assert.equal(await restart(mock.url), "applied");
check();
const ids = ["--workflow", node.workflowId, "--execution", node.executionId, "--node", node.nodeId, "--project", projectId];
const args = ["node_modules/aom-workflow/bin/aom-workflow.cjs", "restart", ...ids, "--endpoint", mock.url];
const env = { ...process.env, NODE_OPTIONS: "--require ./telemetry.cjs", AOM_WORKFLOW_TOKEN: token, AOM_WORKFLOW_ECS_METADATA: "off" };
const child = spawn(process.execPath, args, { env, stdio: ["ignore", "inherit", "inherit"] });
assert.equal(await new Promise((resolve) => child.once("close", resolve)), 0);
check();
await mock.close();
`;

/** Nothing listens here, so every response comes from a stub. */
const endpoint = "https://aom.nowhere.invalid";

/** What a user's test does before the call, and which transport the stub can intercept. */
const stubs: Readonly<Record<string, { readonly setUp: string; readonly transport?: string }>> = {
  MSW: {
    setUp: `
      import { http, HttpResponse } from "msw";
      import { setupServer } from "msw/node";
      const result = ({ request }) => (request.headers.get("x-auth-token") === token ? "success" : "fail");
      setupServer(http.post("${endpoint}/*", (info) => HttpResponse.json({ result: result(info) }))).listen();`,
  },
  "the MockAgent of undici": {
    setUp: `
      import { MockAgent, setGlobalDispatcher } from "undici";
      const agent = new MockAgent();
      agent.disableNetConnect();
      setGlobalDispatcher(agent);
      const headers = { "content-type": "application/json" };
      agent.get("${endpoint}").intercept({ path: () => true, method: "POST" }).reply(200, { result: "success" }, { headers });`,
    transport: "fetchTransport()",
  },
};

/** Agents that observe our requests, and stubs that respond to them. */
export function observerChecks(stage: Stage): readonly Check[] {
  const installation = lazily(() => installObservers(stage));
  const runHere = (args: readonly string[]) => async () => {
    const { folder } = await installation();
    await run(process.execPath, args, { cwd: folder, env: { PATH: process.env.PATH } });
    return undefined;
  };
  return [
    ...["--require", "--import"].map((flag) => ({
      title: `consumer: OpenTelemetry loaded with ${flag}, client and CLI`,
      run: runHere([flag, "./telemetry.cjs", "observed.mjs"]),
    })),
    ...Object.keys(stubs).map((name) => ({ title: `consumer: stubbed by ${name}`, run: runHere([fileOf(name)]) })),
  ];
}

const fileOf = (stub: string) => `${stub.toLowerCase().replaceAll(" ", "-")}.mjs`;

async function installObservers(stage: Stage): Promise<Installation> {
  const installation = await installAll(stage, "observers", { ...versions.telemetry, ...versions.stubs });
  const programs = Object.entries(stubs).map(([name, { setUp, transport }]) => [
    fileOf(name),
    `${common}${setUp}\nassert.equal(await restart("${endpoint}", ${transport}), "applied");\n`,
  ]);
  writeFiles(installation.folder, { "telemetry.cjs": telemetry, "observed.mjs": observed, ...Object.fromEntries(programs) });
  return installation;
}
