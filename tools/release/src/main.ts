import { parseArgs } from "node:util";
import { remove, temporaryFolder } from "../../lab/folders.ts";
import { freePort } from "../../lab/free-port.ts";
import { startScriptedServer } from "./conformance/server.ts";
import { consumerCells } from "./consumers/consumer-cells.ts";
import { installEverything } from "./consumers/everything.ts";
import { installCells } from "./installs/install-cells.ts";
import { lazily } from "./machine/lazily.ts";
import { lineOf, selected, summaryOf } from "./matrix/matrix.ts";
import { runCells } from "./matrix/run-cells.ts";
import { uncommitted } from "./release/copy-of-repository.ts";
import { publishingCells } from "./release/publishing-cells.ts";
import { upgradeCells } from "./release/upgrade-cells.ts";
import { chromium } from "./runtimes/chromium.ts";
import { commandPlatforms } from "./runtimes/command-platforms.ts";
import { nodes } from "./runtimes/nodes.ts";
import { npxCells } from "./runtimes/npx-cells.ts";
import { runtimeCells } from "./runtimes/runtime-cells.ts";
import { workerd } from "./runtimes/workerd.ts";
import { setStage } from "./stage.ts";
import { supplyCells } from "./supply/supply-cells.ts";
import { tarballCells } from "./tarballs/tarball-cells.ts";

/**
 * `pnpm release:rehearse`: releases what is committed to a registry of its own on the loopback interface, and does with it what users do.
 * `--only WORD` runs the cells whose title has the word, `--keep` leaves the folder behind,
 * `--update` agrees to the files that the packages have now.
 */
const { values } = parseArgs({
  options: { only: { type: "string" }, keep: { type: "boolean", default: false }, update: { type: "boolean", default: false } },
});
const print = (line: string) => void process.stdout.write(`${line}\n`);
const began = Date.now();
const work = temporaryFolder();
process.once("SIGINT", () => process.exit(130));
if (!values.keep) process.on("exit", () => remove(work));
if (await uncommitted()) print("What is not committed is not rehearsed.");

const stage = await setStage(work);
const seconds = () => `${Math.round((Date.now() - began) / 1000)} s`;
print(`Released to ${stage.registry.url} after ${seconds()}${values.keep ? `, in ${work}` : ""}.`);
const server = await startScriptedServer();
try {
  const everything = lazily(() => installEverything(stage));
  const nodeOf = nodes(work);
  const platforms = [...commandPlatforms(work, nodeOf, everything), workerd(work, everything), chromium(work, everything)];
  const nothingListens = `http://127.0.0.1:${await freePort()}`;
  const cells = [
    ...tarballCells(stage, values.update),
    ...publishingCells(stage),
    ...upgradeCells(stage),
    ...supplyCells(stage),
    ...installCells(stage),
    ...consumerCells(stage, everything, nodeOf),
    ...runtimeCells(platforms, server, nothingListens),
    ...npxCells(stage, nodeOf, server, nothingListens),
  ];
  const results = await runCells(selected(cells, values.only), 2, (result) => print(lineOf(result)));
  const { line, success } = summaryOf(results);
  print(`${line}, after ${seconds()}`);
  process.exitCode = success ? 0 : 1;
} finally {
  server.close();
  stage.registry.stop();
}
