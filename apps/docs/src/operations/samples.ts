import { createConnection, prepare } from "@aom-workflow/http";
import { operations } from "@aom-workflow/types";
import { docs } from "@aom-workflow/types/docs";
import { commandsOf } from "../../../cli/src/surface/commands.ts";
import { flagOf } from "../../../cli/src/surface/flags.ts";
import { isOfClient, type OperationPage } from "./pages.ts";
import { sampleInput } from "./sample-input.ts";

export const projectId = "0123456789abcdef0123456789abcdef";

const commands = commandsOf(operations, docs);

/** The call in TypeScript: by the client where it has a method, else by the engine. */
export function typescriptSample(page: OperationPage): string {
  return isOfClient(page) ? clientSample(page) : engineSample(page);
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
  const { contract, entry, endpoint } = page;
  const auth = isOpen(page) ? "" : `\n  auth: process.env.AOM_WORKFLOW_TOKEN!,`;
  return `import { call, createConnection } from "@aom-workflow/http";
import { ${page.name}Operation } from "${entry}";

const ${contract.name} = createConnection({
  endpoint: "${endpoint}",
  service: "${contract.name.toUpperCase()}",${auth}
});
const result = await call(${contract.name}, ${page.name}Operation, ${literal(sampleInput(page))});
console.log(result.outcome, result.ok ? result.status : result.error.message);
`;
}

/** The exact request that the packages would send, for curl. */
export async function curlSample(page: OperationPage): Promise<string> {
  const connection = createConnection({ endpoint: page.endpoint, service: page.contract.name, projectId });
  const { method, url, headers, body } = await prepare(connection, page.operation, sampleInput(page));
  const token = isOpen(page) ? [] : [`  --header "X-Auth-Token: $AOM_WORKFLOW_TOKEN"`];
  const contentType = headers["content-type"] === undefined ? [] : [`  --header 'Content-Type: ${headers["content-type"]}'`];
  const data = method === "GET" ? [] : [`  --data '${body ?? ""}'`];
  return `${[`curl --fail-with-body --request ${method} '${url}'`, ...token, ...contentType, ...data].join(" \\\n")}\n`;
}

/** May it be called without credentials? */
function isOpen({ described: { security = [] } }: OperationPage): boolean {
  return security.some((alternative) => Object.keys(alternative).length === 0);
}

/** The command; none where the command line has none. */
export function commandSample(page: OperationPage): string | undefined {
  const word = page.operation.command;
  const command = isOfClient(page) ? commands.find(({ path }) => path.join(" ") === word) : undefined;
  if (command === undefined) return undefined;
  const takes = (flag: string) => command.options.some(({ name }) => name === flag);
  const options = Object.entries(sampleInput(page)).flatMap(([input, value]) =>
    takes(flagOf(input)) ? [`  --${flagOf(input)} ${typeof value === "string" ? value : `'${JSON.stringify(value)}'`}`] : [],
  );
  return `${[`aom-workflow ${word}${takes("yes") ? " --yes" : ""}`, ...options].join(" \\\n")}\n`;
}

/** A value as one would write it in TypeScript. */
function literal(value: unknown, indent = ""): string {
  if (Array.isArray(value)) return `[${value.map((item) => literal(item, indent)).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const inside = `${indent}  `;
  const lines = Object.entries(value).map(([key, item]) => `${inside}${key}: ${literal(item, inside)},\n`);
  return lines.length === 0 ? "{}" : `{\n${lines.join("")}${indent}}`;
}
