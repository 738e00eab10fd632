import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Simulator, startSimulator } from "@aom-workflow/mock";
import { afterAll, beforeAll } from "vitest";
import { testExamples } from "../../tools/lab/readme.ts";

const home = mkdtempSync(join(tmpdir(), "home-"));
const projectId = "0123456789abcdef0123456789abcdef";
let service: Simulator;
beforeAll(async () => {
  const stopped = { deploy: ["e1", "e2", "e3"], migrate: ["m1", "m2"] };
  const workflows = Object.entries(stopped).map(([node, ids]) => ({
    id: node,
    name: node,
    nodes: [{ id: node, ends: "fail" as const, failures: 1, takes: 20 }],
    executions: ids.map((id) => ({ id, ago: 60_000 })),
  }));
  service = await startSimulator({ clock: "real", seed: { workflows } });
});
afterAll(async () => {
  await service.close();
  rmSync(home, { recursive: true });
});

testExamples(new URL("README.md", import.meta.url), async () => ({
  env: { HOME: home, AOM_WORKFLOW_ENDPOINT: service.url, AOM_WORKFLOW_PROJECT: projectId, AOM_WORKFLOW_TOKEN: "token-of-the-readme" },
}));
