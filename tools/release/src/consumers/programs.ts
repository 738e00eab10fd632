/** A program that uses every entry point for every platform. Its deliberate mistakes must be type errors, so that nothing is `any`. */
export const everywhere = `
import { accessKey, isCredentialsError } from "@aom-workflow/auth";
import { createClient, isApiError, type Outcome } from "@aom-workflow/client";
import { readExecution } from "@aom-workflow/client/executions";
import { createFetchClient } from "@aom-workflow/client/openapi-fetch";
import { call, createConnection } from "@aom-workflow/http";
import { applyPlan, type Plan, readPlan } from "@aom-workflow/plan";
import { type RestartInput, restartOperation } from "@aom-workflow/types";
import * as iam from "@aom-workflow/types/iam";

export async function everywhere(endpoint: string): Promise<string> {
  const auth = accessKey({ accessKeyId: "AK", secretAccessKey: "SK" });
  const node: RestartInput = { workflowId: "wf-1", executionId: "ex-1", nodeId: "run-script" };
  const aom = createClient({ endpoint, projectId: "0".repeat(32), auth: "token-token" });
  const result = await aom.safe.restart(node);
  const outcome: Outcome = result.outcome;
  if (!result.ok && isApiError(result.error)) return result.error.errorCode;
  // @ts-expect-error: the node id is missing
  await aom.safe.restart({ workflowId: "wf-1", executionId: "ex-1" });
  // @ts-expect-error: there is no such action
  aom.restrat;
  const connection = createConnection({ endpoint, service: "AOM", projectId: "0".repeat(32), auth });
  const signed = await call(connection, restartOperation, node);
  const plan: Plan | undefined = await readPlan("no plan").catch(() => undefined);
  // @ts-expect-error: the journal is missing
  if (plan) applyPlan(plan, { client: aom });
  const raw = createFetchClient({ endpoint, auth: "token-token" });
  return [outcome, signed.ok && signed.data.result, typeof raw.POST, typeof readExecution, typeof plan, isCredentialsError(1), Object.keys(iam).length > 0].join(" ");
}
`;

/** The same for Node's entry points. */
export const onNode = `
import { credentialChain } from "@aom-workflow/auth/node";
import { diagnosticsHooks, nodeTransport } from "@aom-workflow/client/node";
import { nodeTransport as transportOfHttp } from "@aom-workflow/http/node";
import { type Mock, startMock } from "@aom-workflow/mock";
import { openJournal } from "@aom-workflow/plan/node";
import { everywhere } from "./everywhere.js";

async function main(): Promise<void> {
  const mock: Mock = await startMock();
  // @ts-expect-error: a port is a number
  startMock({ port: "1" }).catch(() => {});
  console.log(await everywhere(mock.url), mock.requests.length, typeof credentialChain, typeof diagnosticsHooks, typeof openJournal, nodeTransport === transportOfHttp);
  await mock.close();
  process.exit(0);
}
void main();
`;

/** What that program prints. */
export const printed = /^applied success function function undefined false true 2 function function function (true|false)\n$/;

/** A CommonJS program for when an ES module cannot be required, or TypeScript does not know that it can. */
export const byImport = `
import type { Client } from "@aom-workflow/client" with { "resolution-mode": "import" };

async function main(): Promise<void> {
  const { createClient } = await import("@aom-workflow/client");
  const { startMock } = await import("@aom-workflow/mock");
  const mock = await startMock();
  const aom: Client = createClient({ endpoint: mock.url, projectId: "0".repeat(32), auth: "token-token" });
  console.log((await aom.restart({ workflowId: "wf-1", executionId: "ex-1", nodeId: "run-script" })).outcome);
  await mock.close();
  process.exit(0);
}
void main();
`;
