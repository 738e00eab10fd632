import { runCli } from "../test/run-cli.ts";
import type { Session } from "./sessions.ts";

/** What a command of the README prints today. */
export async function printedBy({ argv, env }: Session): Promise<string> {
  const { stdout, stderr } = await runCli(argv, { env: { AOM_WORKFLOW_TOKEN: "", AOM_WORKFLOW_PROJECT: "", ...env } });
  return (stdout + stderr).replaceAll("/nowhere/", "/home/operator/");
}
