import { randomUUID } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Looks like no other text, so that it can be searched for in everything that is printed. */
export const secret = "MIIEtokenWord7sVt9Qx";

/** A complete call but for the action and the place. */
export const ids = ["--workflow", "w1", "--execution", "e1", "--node", "run-script"];

/** What the command line is run with: nothing of the surrounding environment, but a token and a project. */
export const environment = {
  HOME: "/nowhere",
  LANG: "C.UTF-8",
  XDG_CACHE_HOME: "/nowhere/.cache",
  XDG_STATE_HOME: join(tmpdir(), `aom-workflow-state-${randomUUID()}`),
  AOM_WORKFLOW_ECS_METADATA: "off",
  AOM_WORKFLOW_TOKEN: secret,
  AOM_WORKFLOW_PROJECT: "0123456789abcdef0123456789abcdef",
} as const;

/** The result of a command. */
export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}
