import { createConnection, prepare } from "@aom-workflow/http";
import type { OperationPage } from "./pages.ts";
import { sampleInput } from "./sample-input.ts";

export const projectId = "0123456789abcdef0123456789abcdef";
export const endpoints = { aom: "https://aom.cn-north-4.myhuaweicloud.com", iam: "https://iam.cn-north-4.myhuaweicloud.com" };

/** The commands that do what an operation does. */
const commands: Readonly<Record<string, string>> = {
  listWorkflows: "workflows",
  listExecutions: "executions",
  getExecution: "show",
  runWorkflow: "run",
  stopExecution: "stop --yes",
  operate: "operate",
  restart: "restart",
  skip: "skip --yes",
  continue: "continue --yes",
};

/** Inputs that a command takes as options; the others it decides itself. */
const named = ["workflowId", "executionId", "nodeId", "action"];

/** The call in TypeScript: by the client where it has a method, else by the engine. */
export function typescriptSample(page: OperationPage): string {
  return page.contract === "aom" ? clientSample(page) : engineSample(page);
}

function clientSample(page: OperationPage): string {
  return `import { createClient } from "@aom-workflow/client";

const aom = createClient({
  region: "cn-north-4",
  projectId: "${projectId}",
  auth: process.env.AOM_WORKFLOW_TOKEN!,
});
const result = await aom.safe.${page.name}(${literal(sampleInput(page))});
if (result.ok) console.log(result.outcome, result.data);
else console.error(result.outcome, result.error.message);
`;
}

function engineSample(page: OperationPage): string {
  const auth = page.name === "createToken" ? "" : `\n  auth: process.env.AOM_WORKFLOW_TOKEN!,`;
  return `import { call, createConnection } from "@aom-workflow/http";
import { ${page.name}Operation } from "@aom-workflow/types/iam";

const iam = createConnection({
  endpoint: "${endpoints.iam}",
  service: "IAM",${auth}
});
const result = await call(iam, ${page.name}Operation, ${literal(sampleInput(page))});
console.log(result.outcome, result.ok ? result.status : result.error.message);
`;
}

/** The exact request that the packages would send, for curl. */
export async function curlSample(page: OperationPage): Promise<string> {
  const connection = createConnection({ endpoint: endpoints[page.contract], service: page.contract, projectId });
  const { method, url, headers, body } = await prepare(connection, page.operation, sampleInput(page));
  const token = page.name === "createToken" ? [] : [`  --header "X-Auth-Token: $AOM_WORKFLOW_TOKEN"`];
  const contentType = headers["content-type"] === undefined ? [] : [`  --header 'Content-Type: ${headers["content-type"]}'`];
  const data = method === "GET" ? [] : [`  --data '${body ?? ""}'`];
  return `${[`curl --fail-with-body --request ${method} '${url}'`, ...token, ...contentType, ...data].join(" \\\n")}\n`;
}

/** The command; none where the command line has none. */
export function commandSample(page: OperationPage): string | undefined {
  const command = commands[page.name];
  if (command === undefined) return undefined;
  const options = Object.entries(sampleInput(page))
    .filter(([input]) => named.includes(input))
    .map(([input, value]) => `  --${input.replace(/Id$/, "")} ${value}`);
  return `${[`aom-workflow ${command}`, ...options].join(" \\\n")}\n`;
}

/** A value as one would write it in TypeScript. */
function literal(value: unknown, indent = ""): string {
  if (Array.isArray(value)) return `[${value.map((item) => literal(item, indent)).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const inside = `${indent}  `;
  const lines = Object.entries(value).map(([key, item]) => `${inside}${key}: ${literal(item, inside)},\n`);
  return lines.length === 0 ? "{}" : `{\n${lines.join("")}${indent}}`;
}
