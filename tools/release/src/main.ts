import { parseArgs } from "node:util";
import { temporaryFolder } from "../../lab/folders.ts";
import { lazily, lineOf, runChecks, selected, summaryOf } from "./checks.ts";
import { bundlerChecks } from "./consumers/bundler-checks.ts";
import { javascriptChecks } from "./consumers/javascript-checks.ts";
import { observerChecks } from "./consumers/observer-checks.ts";
import { testRunnerChecks } from "./consumers/test-runner-checks.ts";
import { typescriptChecks } from "./consumers/typescript-checks.ts";
import { installAll, installChecks } from "./install.ts";
import { npxChecks } from "./platforms/npx-checks.ts";
import { platformChecks } from "./platforms/platforms.ts";
import { startScriptedMock } from "./platforms/scripted-mock.ts";
import { publishingChecks } from "./publish.ts";
import { uncommitted } from "./repository.ts";
import { setStage } from "./stage.ts";
import { tarballChecks } from "./tarball-checks.ts";

/**
 * `pnpm release:rehearse`: releases the committed state to a registry on the loopback interface, then does with the packages what users do.
 * `--only WORD` runs the checks whose title contains the word, `--keep` leaves the folder behind.
 */
const { values } = parseArgs({ options: { only: { type: "string" }, keep: { type: "boolean", default: false } } });
const print = (line: string) => void process.stdout.write(`${line}\n`);
const began = Date.now();
const seconds = () => `${Math.round((Date.now() - began) / 1000)} s`;
process.once("SIGINT", () => process.exit(130));
const work = temporaryFolder("rehearsal", values.keep);
if (await uncommitted()) print("Uncommitted changes are not rehearsed.");

const stage = await setStage(work);
print(`Released to ${stage.registry} after ${seconds()}${values.keep ? `, in ${work}` : ""}.`);
const everything = lazily(() => installAll(stage, "everything", { "@types/node": "^24.0.0", "openapi-fetch": "^0.17.0" }));
const mock = lazily(async () => startScriptedMock((await everything()).folder));
const checks = [
  ...tarballChecks(stage),
  ...publishingChecks(stage.publishing, stage.registry),
  ...installChecks(stage),
  ...typescriptChecks(stage, everything),
  ...javascriptChecks(stage, everything),
  ...bundlerChecks(stage, everything),
  ...testRunnerChecks(stage),
  ...observerChecks(stage),
  ...platformChecks(work, everything, mock),
  ...npxChecks(stage, mock),
];
const results = await runChecks(selected(checks, values.only), 2, (result) => print(lineOf(result)));
const { line, success } = summaryOf(results);
print(`${line}, after ${seconds()}`);
process.exit(success ? 0 : 1);
