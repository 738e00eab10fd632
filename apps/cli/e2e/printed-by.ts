import { runCli } from "../test/run-cli.ts";
import type { Session } from "./sessions.ts";

/** What a command of the README prints today, in the order of a terminal: what it has to say on stderr comes before the result. */
export async function printedBy({ argv, env }: Session): Promise<string> {
  const { stdout, stderr } = await runCli(argv, { env: { AOM_WORKFLOW_TOKEN: "", AOM_WORKFLOW_PROJECT: "", ...env } });
  return (stderr + stdout).replaceAll("/nowhere/", "/home/operator/");
}
