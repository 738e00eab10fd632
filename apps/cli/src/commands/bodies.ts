import type { CommandName } from "../surface/commands.ts";
import { authLogin } from "./auth/login.ts";
import { authLogout } from "./auth/logout.ts";
import { authStatus } from "./auth/status.ts";
import { authToken } from "./auth/token.ts";
import { capabilities } from "./capabilities/capabilities.ts";
import { completionScript } from "./completion/completion-script.ts";
import { configDeleteProfile } from "./config/delete-profile.ts";
import { configList } from "./config/list.ts";
import { configProfiles } from "./config/profiles.ts";
import { configSet } from "./config/set.ts";
import { configUnset } from "./config/unset.ts";
import { configUse } from "./config/use.ts";
import type { CommandBody } from "./context.ts";
import { doctor } from "./doctor/doctor.ts";
import { listExecutions } from "./executions/executions.ts";
import { showExecution } from "./executions/show.ts";
import { stopped } from "./executions/stopped.ts";
import { listWorkflows } from "./executions/workflows.ts";

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
  plan: planning("plan"),
  apply: planning("apply"),
  journal: planning("journal"),
  stopped,
  workflows: listWorkflows,
  executions: listExecutions,
  show: showExecution,
  doctor,
  completion: completionScript,
  capabilities,
};

/** Plans and journals are in a file of their own: no other command needs them. */
function planning(name: "plan" | "apply" | "journal"): CommandBody {
  return async (called, context) => (await import("./plan/index.ts"))[name](called, context);
}
