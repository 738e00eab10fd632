import { parseArgs } from "node:util";
import { temporaryFolder } from "../../lab/folders.ts";
import { lazily, lineOf, runCells, selected, summaryOf } from "./cells.ts";
import { bundlerCells } from "./consumers/bundler-cells.ts";
import { javascriptCells } from "./consumers/javascript-cells.ts";
import { observerCells } from "./consumers/observer-cells.ts";
import { testRunnerCells } from "./consumers/test-runner-cells.ts";
import { typescriptCells } from "./consumers/typescript-cells.ts";
import { installAll, installCells } from "./install.ts";
import { npxCells } from "./platforms/npx-cells.ts";
import { platformCells } from "./platforms/platforms.ts";
import { startScriptedMock } from "./platforms/scripted-mock.ts";
import { publishingCells } from "./publish.ts";
import { uncommitted } from "./repository.ts";
import { setStage } from "./stage.ts";
import { tarballCells } from "./tarball-cells.ts";

/**
 * `pnpm release:rehearse`: releases what is committed to a registry of its own on the loopback interface, and does with it what users do.
 * `--only WORD` runs the cells whose title has the word, `--keep` leaves the folder behind.
 */
const { values } = parseArgs({ options: { only: { type: "string" }, keep: { type: "boolean", default: false } } });
const print = (line: string) => void process.stdout.write(`${line}\n`);
const began = Date.now();
const seconds = () => `${Math.round((Date.now() - began) / 1000)} s`;
process.once("SIGINT", () => process.exit(130));
const work = temporaryFolder("rehearsal", values.keep);
if (await uncommitted()) print("What is not committed is not rehearsed.");

const stage = await setStage(work);
print(`Released to ${stage.registry} after ${seconds()}${values.keep ? `, in ${work}` : ""}.`);
const everything = lazily(() => installAll(stage, "everything", { "@types/node": "^24.0.0", "openapi-fetch": "^0.17.0" }));
const mock = lazily(async () => startScriptedMock((await everything()).folder));
const cells = [
  ...tarballCells(stage),
  ...publishingCells(stage.publishing, stage.registry),
  ...installCells(stage),
  ...typescriptCells(stage, everything),
  ...javascriptCells(stage, everything),
  ...bundlerCells(stage, everything),
  ...testRunnerCells(stage),
  ...observerCells(stage),
  ...platformCells(work, everything, mock),
  ...npxCells(stage, mock),
];
const results = await runCells(selected(cells, values.only), 2, (result) => print(lineOf(result)));
const { line, success } = summaryOf(results);
print(`${line}, after ${seconds()}`);
process.exit(success ? 0 : 1);
