import { CLIENT_CAPABILITIES_META_KEY, type ClientCapabilities, type Server, type ServerContext } from "@modelcontextprotocol/server";
import type { Question } from "./plans/applying.ts";
import { type Answer, approvalMs } from "./plans/approval.ts";

/** Asks the user through a client of 2025. @returns undefined if there is no answer: the question has ended, or the client could not ask */
export async function asked({ text, ended }: Question, { mcpReq }: ServerContext, signal: AbortSignal): Promise<Answer | undefined> {
  const params = { mode: "form", message: text, requestedSchema: { type: "object", properties: {} } };
  try {
    const options = { signal: AbortSignal.any([signal, ended]), timeout: approvalMs };
    return (await mcpReq.send({ method: "elicitation/create", params }, options)).action;
  } catch {
    return undefined;
  }
}

/** Whether the client can ask its user with a form. A bare `elicitation` means that it can. */
export function canAsk({ mcpReq }: ServerContext, server: Server): boolean {
  const envelope = mcpReq.envelope as Readonly<Record<string, unknown>> | undefined;
  const declared = envelope?.[CLIENT_CAPABILITIES_META_KEY] as ClientCapabilities | undefined;
  const { elicitation } = declared ?? server.getClientCapabilities() ?? {};
  return elicitation !== undefined && (elicitation.form !== undefined || elicitation.url === undefined);
}
