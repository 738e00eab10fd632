import { run } from "../../../lab/children.ts";
import { writeFiles } from "../../../lab/folders.ts";
import { versions } from "../../../lab/install.ts";
import { type Check, lazily } from "../checks.ts";
import { type Installation, installAll } from "../install.ts";
import type { Stage } from "../stage.ts";

/** A user's tests. Test runners give them a realm of their own, in which Node's errors fail `instanceof Error`. */
const tests = `
const node = { workflowId: "wf-1", executionId: "ex-1", nodeId: "run-script" };
const token = "MARKED-SECRET-TOKEN-d41d8cd98f00b204";
const settings = { projectId: "0".repeat(32), auth: token, retry: { initialDelayMs: 1, maxDelayMs: 2 } };

test("a call against the mock is applied", async () => {
  const mock = await startMock();
  const result = await createClient({ ...settings, endpoint: mock.url }).safe.restart(node);
  await mock.close();
  expect(result).toMatchObject({ ok: true, outcome: "applied" });
});

test("a refused connection is not-sent", async () => {
  const result = await createClient({ ...settings, endpoint: "http://127.0.0.1:9" }).safe.restart(node);
  expect(result).toMatchObject({ ok: false, outcome: "not-sent", error: { code: "connection", attempts: 3 } });
  expect(isCallError(result.error)).toBe(true);
});

test("a refused connection is not-sent over the platform's fetch", async () => {
  const result = await createClient({ ...settings, endpoint: "http://127.0.0.1:9", fetch: globalThis.fetch }).safe.restart(node);
  expect(result).toMatchObject({ ok: false, outcome: "not-sent", error: { code: "connection" } });
});

test.each(["this", "another"])("a token in an error of %s realm is redacted", async (realm) => {
  const text = "no luck with " + token;
  const error = realm === "this" ? new TypeError(text) : runInNewContext("new TypeError(" + JSON.stringify(text) + ")");
  error.cause = { headers: { "X-Auth-Token": token } };
  const fetch = () => Promise.reject(error);
  const { error: given } = await createClient({ ...settings, endpoint: "http://127.0.0.1:9", fetch }).safe.restart(node);
  const shown = [inspect(given, { depth: 20, showHidden: true }), JSON.stringify(given), String(given.cause), given.stack].join();
  expect(shown).not.toContain(token);
  expect(given.outcome).toBe("unknown");
});
`;

const imported = `
import { inspect } from "node:util";
import { runInNewContext } from "node:vm";
import { createClient, isCallError } from "@aom-workflow/client";
import { startMock } from "@aom-workflow/mock";
`;

/** Without a flag, Jest needs everything as CommonJS, the mock included. */
const required = `
const { startMock } = require("@aom-workflow/mock");

test("a user's own tests can use the mock", async () => {
  const mock = await startMock();
  const answer = await fetch(mock.url + "/v1/" + "0".repeat(32) + "/cms/workflow/w/executions/e/operation?action=skip&node_id=n", {
    method: "POST",
    headers: { "X-Auth-Token": "any" },
  });
  await mock.close();
  expect(answer.status).toBe(200);
  expect(mock.requests).toHaveLength(1);
});
`;

/** How each test runner is started. */
const runners = {
  "jest, ES modules": { args: ["jest/bin/jest.js", "imported.test.mjs"], flags: ["--experimental-vm-modules", "--no-warnings"] },
  "jest, CommonJS without flags, the mock": { args: ["jest/bin/jest.js", "required.test.cjs"], flags: [] },
  "vitest, vmThreads": { args: ["vitest/vitest.mjs", "run", "--pool=vmThreads", "vitest.test.mjs"], flags: [] },
} as const;

export function testRunnerChecks(stage: Stage): readonly Check[] {
  const installation = lazily(() => installTestRunners(stage));
  return Object.entries(runners).map(([name, { args, flags }]) => ({
    title: `consumer: ${name}`,
    run: async () => {
      const { folder } = await installation();
      const [command, ...others] = args;
      await run(process.execPath, [...flags, `node_modules/${command}`, ...others], { cwd: folder, env: { PATH: process.env.PATH } });
      return undefined;
    },
  }));
}

async function installTestRunners(stage: Stage): Promise<Installation> {
  const installation = await installAll(stage, "test-runners", { ...versions.jest, ...versions.vitest });
  writeFiles(installation.folder, {
    "imported.test.mjs": `${imported}${tests}`,
    "vitest.test.mjs": `import { expect, test } from "vitest";${imported}${tests}`,
    "required.test.cjs": required,
    "jest.config.json": { testMatch: ["**/*.test.{mjs,cjs}"], moduleFileExtensions: ["mjs", "cjs", "js", "json"], testTimeout: 60_000 },
  });
  return installation;
}
