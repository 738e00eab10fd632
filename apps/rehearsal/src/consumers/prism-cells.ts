import { join } from "node:path";
import { end, run, startChild } from "../machine/children.ts";
import { freePort } from "../machine/free-port.ts";
import { installTools, withoutWorkspace } from "../machine/tools.ts";
import type { Cell } from "../matrix/cell.ts";
import type { Stage } from "../stage.ts";

/** The matrix of the contracts against Prism's own command line, which has to answer as our mock does. */
export function prismCells({ copy, work }: Stage): readonly Cell[] {
  return [
    {
      title: "contract: Prism's own command line answers as our mock",
      run: async () => {
        const command = join(await installTools(work, "prism"), "@stoplight/prism-cli/dist/index.js");
        const started = await Promise.all(["aom", "iam"].map((name) => startPrism(command, join(copy, "spec", `${name}.yaml`))));
        try {
          const addresses = started.flatMap(({ url }, index) => [["--aom", "--iam"][index] as string, url]);
          const cwd = join(copy, "apps/contract-tests");
          const { stdout } = await run(process.execPath, ["src/contract/coverage/main.ts", ...addresses], { cwd, timeout: 200_000 });
          return `${stdout.trim().split("\n").length - 1} operations`;
        } finally {
          for (const { child } of started) end(child);
        }
      },
    },
  ];
}

async function startPrism(command: string, contract: string) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = startChild(process.execPath, [command, "mock", "--port", String(port), contract], {
    cwd: join(contract, ".."),
    env: withoutWorkspace(),
  });
  // What it writes has to go somewhere.
  for (const stream of [child.stdout, child.stderr]) stream?.resume();
  for (let attempt = 0; attempt < 150; attempt++) {
    if (
      await fetch(url)
        .then(() => true)
        .catch(() => false)
    )
      return { url, child };
    if (child.exitCode !== null) break;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  end(child);
  throw new Error("Prism's command line did not start.");
}
