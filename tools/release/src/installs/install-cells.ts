import { deepEqual, ok } from "node:assert/strict";
import { budgets } from "../budgets.ts";
import type { Cell } from "../matrix/cell.ts";
import type { Stage } from "../stage.ts";
import { publishCanary } from "./canary.ts";
import { install } from "./install.ts";
import { quiet } from "./quiet.ts";

/** What `npm install` of one package alone brings along, runs and reports. */
export function installCells(stage: Stage): readonly Cell[] {
  return [
    {
      title: "install: the trap notices a package that reports its installation",
      run: async () => {
        const { withScripts, reports } = await install(stage, "canary", { [await publishCanary(stage)]: "1.0.0" });
        deepEqual(withScripts, ["node_modules/@scarf/scarf"]);
        ok(reports.length > 0, "nothing was caught");
        return reports[0];
      },
    },
    ...stage.publishing.packed.map(({ name, version }) => ({
      title: `install: ${name} alone runs nothing, reports nothing, and is as small as it should be`,
      run: async () => {
        const installation = await install(stage, name.replace("/", "-").replace("@", ""), { [name]: version });
        quiet(installation);
        const { packages, kilobytes } = budgets.installed[name] ?? { packages: 0, kilobytes: 0 };
        const remark = `${installation.packages.length} packages, ${Math.round(installation.bytes / 1000)} kB`;
        const within = installation.packages.length <= packages && installation.bytes <= kilobytes * 1000;
        ok(within, `${remark}; allowed are ${packages} and ${kilobytes} kB`);
        return remark;
      },
    })),
  ];
}
