import { play } from "../../test/shell.ts";
import { twoHundred } from "../../test/worlds.ts";
import { terminalPicture } from "./terminal-picture.ts";

/** What the operator types: look, plan, apply, and apply again because one response was lost. */
export const commands = [
  "aom-workflow stopped --by cause | head -n 4",
  "aom-workflow plan restart --node deploy-service --out tonight.jsonl | head -n 1",
  "aom-workflow apply tonight.jsonl --yes",
  "aom-workflow apply tonight.jsonl",
];

const now = Date.UTC(2026, 10, 28, 2, 40);
const fixed = new URL("fixed.ts", import.meta.url).href;

/** The pictures of the night of two hundred, by file name: what the command line prints against the simulator. The same in each run. */
export async function nightPictures(): Promise<Readonly<Record<string, string>>> {
  const world = await twoHundred(now);
  try {
    const printed = await play(
      commands.map((command) => ({ command, shown: "" })),
      {
        ...{ TZ: "UTC", NIGHT_NOW: String(now), NODE_OPTIONS: `--no-warnings --import=${fixed}` },
        ...{ AOM_WORKFLOW_ENDPOINT: world.url, AOM_WORKFLOW_PROJECT: "0123456789abcdef0123456789abcdef", AOM_WORKFLOW_TOKEN: "any-token" },
      },
    );
    const turns = commands.map((command, index) => ({ command, shown: printed[index]?.trimEnd() ?? "" }));
    return Object.fromEntries((["light", "dark"] as const).map((look) => [`night-${look}.svg`, terminalPicture(turns, look)]));
  } finally {
    await world.close();
  }
}
