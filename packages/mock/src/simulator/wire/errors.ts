import type { Reply } from "../../answer/reply.ts";

/** The errors that the simulator answers with, in the spelling of the contract's examples. */
export const errors = {
  /** The state of the execution does not allow the action, or the node is not the one that it stopped at. */
  notSupported: error(400, { error_code: "AOM.31001418", error_msg: "The task does not support the current operation.", http_code: 400 }),
  /** The workflow has no schedule. That this is the error for it is our interpretation. */
  noSchedule: error(400, { error_code: "AOM.31001302", error_msg: "Invalid param", http_code: 400 }),
  unknownWorkflow: error(404, { error_code: "AOM.31001306", error_msg: "workflow not exist.", http_code: 404 }),
  unknownExecution: error(404, {
    error_code: "AOM.31001306",
    error_msg: "Execution not exist. recordInfo is not exist.",
    http_code: 404,
  }),
  unknownApi: error(404, { error_code: "APIGW.0101", error_msg: "The API does not exist or has not been published in the environment." }),
  badCredentials: error(401, { error_code: "AOM.31009004", error_msg: "auth failed.", http_code: "401" }),
  forbidden: error(403, { error_code: "AOM.0403", error_msg: "Forbidden", http_code: 403 }),
} as const;

function error(status: number, body: object): Reply {
  return { status, body };
}
