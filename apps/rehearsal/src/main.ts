import { parseArgs } from "node:util";
import { remove, temporaryFolder } from "./machine/folders.ts";
import { lineOf, selected, summaryOf } from "./matrix/matrix.ts";
import { runCells } from "./matrix/run-cells.ts";
import { uncommitted } from "./release/copy-of-repository.ts";
import { publishingCells } from "./release/publishing-cells.ts";
import { setStage } from "./stage.ts";

/**
 * `pnpm release:rehearse`: releases what is committed to a registry of its own on the loopback interface, and does with it what users do.
 * `--only WORD` runs the cells whose title has the word, `--keep` leaves the folder behind.
 */
const { values } = parseArgs({ options: { only: { type: "string" }, keep: { type: "boolean", default: false } } });
const print = (line: string) => void process.stdout.write(`${line}\n`);
const began = Date.now();
const work = temporaryFolder();
process.once("SIGINT", () => process.exit(130));
if (!values.keep) process.on("exit", () => remove(work));
if (await uncommitted()) print("What is not committed is not rehearsed.");

const stage = await setStage(work);
const seconds = () => `${Math.round((Date.now() - began) / 1000)} s`;
print(`Released to ${stage.registry.url} after ${seconds()}${values.keep ? `, in ${work}` : ""}.`);
try {
  const cells = [...publishingCells(stage)];
  const results = await runCells(selected(cells, values.only), 2, (result) => print(lineOf(result)));
  const { line, success } = summaryOf(results);
  print(`${line}, after ${seconds()}`);
  process.exitCode = success ? 0 : 1;
} finally {
  stage.registry.stop();
}
