import { equal } from "node:assert/strict";
import { run } from "../../../lab/children.ts";
import { writeFiles } from "../../../lab/folders.ts";
import type { Installation } from "../installs/install.ts";
import type { Cell } from "../matrix/cell.ts";

const call = `
  const mock = await startMock();
  const aom = createClient({ endpoint: mock.url, projectId: "0".repeat(32), auth: token("token-token") });
  console.log((await aom.restart({ workflowId: "wf-1", executionId: "ex-1", nodeId: "run-script" })).outcome);
  await mock.close();
  process.exit(0);
`;

const programs = {
  "plain JavaScript, by import": {
    "plain.mjs": `
      import { createClient } from "@aom-workflow/client";
      import { token } from "@aom-workflow/auth";
      import { startMock } from "@aom-workflow/mock";
      ${call}`,
  },
  "CommonJS, by require()": {
    "required.cjs": `
      const { createClient } = require("@aom-workflow/client");
      const { token } = require("@aom-workflow/auth");
      const { startMock } = require("@aom-workflow/mock");
      (async () => {${call}})();`,
  },
  "CommonJS, by import()": {
    "later.cjs": `
      (async () => {
        const { createClient } = await import("@aom-workflow/client");
        const { token } = await import("@aom-workflow/auth");
        const { startMock } = await import("@aom-workflow/mock");
        ${call}
      })();`,
  },
};

/** Programs without TypeScript, on one Node. */
export function javascriptCells(runtime: string, node: () => Promise<string>, installation: () => Promise<Installation>): readonly Cell[] {
  return Object.entries(programs).map(([name, files]) => ({
    title: `consumer: ${name}, ${runtime}`,
    run: async () => {
      const { folder } = await installation();
      writeFiles(folder, files);
      const { stdout, stderr } = await run(await node(), Object.keys(files), { cwd: folder, env: {} });
      equal(stdout, "applied\n");
      // Not even a warning of what Node thinks of how it was loaded.
      equal(stderr, "");
      return undefined;
    },
  }));
}
