import { noPostgres } from "../../../tools/lab/postgres.ts";
import { noTerminal } from "./shell.ts";
import {
  actingLate,
  atNight,
  losingSome,
  losingTheAnswer,
  mocked,
  simulated,
  threeFailed,
  twoHundred,
  type World,
  withDatabase,
} from "./worlds.ts";

/** What the blocks of a page need around them, and what they print. */
export interface Page {
  /** Started afresh for each kind of block. */
  readonly world: () => Promise<World>;
  /** Variables beside those that lead to the world. */
  readonly env?: Readonly<Record<string, string>>;
  /** Whether its sessions begin where all is set up, instead of showing that themselves. */
  readonly isSetUp?: true;
  /** The command of its sessions that needs a terminal to print what is shown. */
  readonly onTerminal?: string;
  /** Why its sessions cannot be played on this machine. */
  readonly skip?: string | undefined;
  /** What each script prints, in order, and what it prints when it is run again. */
  readonly scripts?: readonly (readonly [first: RegExp, again: RegExp])[];
  /** What is in the home of the scripts, by path. */
  readonly files?: Readonly<Record<string, string>>;
  /** Where the scripts run, if not in the world of the others. */
  readonly scriptWorld?: () => Promise<World>;
}

const keys = { HUAWEICLOUD_SDK_AK: "AKEXAMPLE0000000", HUAWEICLOUD_SDK_SK: "not-a-real-secret" };

/** Every page that is written by hand. */
export const pages: Readonly<Record<string, Page>> = {
  "index.md": { world: mocked },
  "guides/five-minutes.md": { world: simulated, onTerminal: "aom-workflow stopped --node run-script", skip: noTerminal },
  "guides/outcomes.md": { world: losingTheAnswer },
  "guides/credentials.md": { world: mocked, env: keys },
  "guides/testing.md": { world: mocked },
  "guides/with-your-tools.md": { world: losingSome },
  "guides/at-night.md": {
    world: atNight,
    isSetUp: true,
    env: { LANG: "C.UTF-8" },
    scriptWorld: threeFailed,
    scripts: [
      [
        /^Restarted run-script\.\nExecution run-1, .*\nAOM answered 429 .*\nRequest id: .*\nAttempted: .* run-2 .*\nRestarted run-script\.\nExecution run-3, .*\n$/,
        /^Restarted run-script\.\nExecution run-2, .*\n$/,
      ],
    ],
  },
  "guides/many.md": { world: () => twoHundred(), isSetUp: true },
  "guides/machines.md": { world: withDatabase, isSetUp: true, skip: noPostgres },
  "guides/agents.md": { world: simulated, isSetUp: true },
  "guides/in-ci.md": {
    world: actingLate,
    files: {
      ".aom-workflow.env": "",
      "bin/restart-failed": "aom-workflow restart --workflow=nightly --execution=run-1 --node=run-script --yes </dev/null",
    },
    scripts: [[/^The connection broke.*\nExit code 6\. Look first, then remove \S+\/aom-look-first\n$/s, /^$/]],
  },
  "guides/runtimes.md": { world: mocked },
};
