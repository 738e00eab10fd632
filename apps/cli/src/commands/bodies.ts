import type { CommandName } from "../surface/commands.ts";
import { authLogin, authLogout } from "./auth/login.ts";
import { authStatus, authToken } from "./auth/status.ts";
import { capabilities } from "./capabilities.ts";
import { completionScript } from "./completion/scripts.ts";
import { configDeleteProfile, configList, configProfiles, configSet, configUnset, configUse } from "./config.ts";
import type { CommandBody } from "./context.ts";
import { doctor } from "./doctor/doctor.ts";
import { showExecution } from "./executions/show.ts";
import { stopped } from "./executions/stopped.ts";
import { listExecutions, listWorkflows } from "./executions/workflows.ts";

export { complete } from "./completion/complete.ts";

/** What each command does that is not an operation. A command of the table that is missing here does not compile. */
export const bodies: Readonly<Record<CommandName, CommandBody>> = {
  "auth status": authStatus,
  "auth login": authLogin,
  "auth logout": authLogout,
  "auth token": authToken,
  "config list": configList,
  "config set": configSet,
  "config unset": configUnset,
  "config use": configUse,
  "config delete-profile": configDeleteProfile,
  "config profiles": configProfiles,
  // In a file of its own, since no other command needs it.
  plan: async (called, context) => (await import("./plan/index.ts")).plan(called, context),
  apply: async (called, context) => (await import("./plan/index.ts")).apply(called, context),
  journal: async (called, context) => (await import("./plan/index.ts")).journal(called, context),
  // In a file of its own, as large as all others together.
  mcp: async (called, context) => (await import("./mcp/index.ts")).mcp(called, context),
  stopped,
  workflows: listWorkflows,
  executions: listExecutions,
  show: showExecution,
  doctor,
  completion: completionScript,
  capabilities,
};
