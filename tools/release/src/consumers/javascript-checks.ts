import { equal } from "node:assert/strict";
import { run } from "../../../lab/children.ts";
import { writeFiles } from "../../../lab/folders.ts";
import { lines, nodeOf } from "../../../lab/install.ts";
import type { Check } from "../checks.ts";
import type { Installation } from "../install.ts";
import type { Stage } from "../stage.ts";

const call = `
  const mock = await startMock();
  const aom = createClient({ endpoint: mock.url, projectId: "0".repeat(32), auth: token("token-token") });
  console.log((await aom.restart({ workflowId: "wf-1", executionId: "ex-1", nodeId: "run-script" })).outcome);
  await mock.close();
  process.exit(0);
`;

const packages = { createClient: "@aom-workflow/client", token: "@aom-workflow/auth", startMock: "@aom-workflow/mock" };
const loadedBy = (load: (exported: string, from: string) => string) =>
  Object.entries(packages)
    .map(([exported, from]) => load(`{ ${exported} }`, from))
    .join("\n");
const wrapped = (code: string) => `(async () => {\n${code}})();`;

/** The ways in which JavaScript loads packages, as programs by file name. */
const programs: Readonly<Record<string, string>> = {
  "imports.mjs": `${loadedBy((names, from) => `import ${names} from "${from}";`)}${call}`,
  "requires.cjs": `${loadedBy((names, from) => `const ${names} = require("${from}");`)}${wrapped(call)}`,
  "imports-later.cjs": wrapped(`${loadedBy((names, from) => `const ${names} = await import("${from}");`)}${call}`),
};

/** Plain JavaScript programs, on each Node. */
export function javascriptChecks({ work }: Stage, installation: () => Promise<Installation>): readonly Check[] {
  return lines.flatMap((line) =>
    Object.entries(programs).map(([file, program]) => ({
      title: `consumer: plain JavaScript, ${file}, Node ${line}`,
      run: async () => {
        const { folder } = await installation();
        writeFiles(folder, { [file]: program });
        const { stdout, stderr } = await run(await nodeOf(work, line), [file], { cwd: folder, env: {} });
        // Not even a warning about how it was loaded.
        return void equal(`${stdout}${stderr}`, "applied\n");
      },
    })),
  );
}
