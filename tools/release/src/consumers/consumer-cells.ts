import type { Installation } from "../installs/install.ts";
import { quiet } from "../installs/quiet.ts";
import type { Cell } from "../matrix/cell.ts";
import { lines, type nodes } from "../runtimes/nodes.ts";
import type { Stage } from "../stage.ts";
import { bundlerCells, entryCells } from "./bundler-cells.ts";
import { contractCells } from "./contract-cells.ts";
import { javascriptCells } from "./javascript-cells.ts";
import { observerCells } from "./observer-cells.ts";
import { readmeCells } from "./readme-cells.ts";
import { testRunnerCells } from "./test-runner-cells.ts";
import { typescriptCells } from "./typescript-cells.ts";

/** Programs of users. */
export function consumerCells(stage: Stage, everything: () => Promise<Installation>, nodeOf: ReturnType<typeof nodes>): readonly Cell[] {
  return [
    {
      title: "install: everything together runs nothing and reports nothing",
      run: async () => {
        const installation = await everything();
        quiet(installation);
        return `${installation.packages.length} packages`;
      },
    },
    ...entryCells(stage, everything),
    ...typescriptCells(stage, everything),
    ...lines.flatMap((line) => javascriptCells(`Node ${line}`, () => nodeOf(line), everything)),
    ...bundlerCells(stage, everything),
    ...testRunnerCells(stage),
    ...observerCells(stage),
    ...readmeCells(stage, everything),
    ...contractCells(stage, everything),
  ];
}
