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
import { apply } from "./plan/apply.ts";
import { journal } from "./plan/journal.ts";
import { plan } from "./plan/plan.ts";

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
  plan,
  apply,
  journal,
  stopped,
  workflows: listWorkflows,
  executions: listExecutions,
  show: showExecution,
  doctor,
  completion: completionScript,
  capabilities,
};
