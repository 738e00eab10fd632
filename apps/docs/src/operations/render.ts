import type { Operation, RetryPolicy } from "@aom-workflow/types";
import type { OperationDocs } from "@aom-workflow/types/docs";
import { contracts } from "../../../../spec/contracts.ts";
import { cell, table, text } from "../markdown.ts";
import type { ContractResponse } from "./contract.ts";
import { limits } from "./limits.ts";
import { type OperationPage, operationPages } from "./pages.ts";
import { commandSample, curlSample, typescriptSample } from "./samples.ts";

/** The page of an operation, as Markdown. `<TryIt />` is the form that calls a mock. */
export async function renderOperation(page: OperationPage): Promise<string> {
  const { name, operation, docs, described } = page;
  return `# ${name}

${text(docs.summary)}

\`${operation.method} ${operation.path}\`{.endpoint}

${text(described["x-forms"]?.[name]?.description ?? described.description)}

${facts(operation, docs)}

## Samples

::: code-group

\`\`\`ts [TypeScript]
${typescriptSample(page)}\`\`\`

\`\`\`sh [curl]
${await curlSample(page)}\`\`\`
${commandBlock(page)}
:::

${commandSample(page) === undefined ? "The command line has no command of its own for it; `aom-workflow auth login` calls it where it has to.\n" : ""}
## Try it

<TryIt />

## Inputs

${inputs(operation, docs)}

## Responses

${Object.entries(described.responses)
  .map(([status, response]) => answer(status, response))
  .join("\n")}`;
}

/** The page that lists the others, as Markdown. */
export function renderOverview(): string {
  const lists = contracts.map((contract) => {
    const pages = operationPages.filter((page) => page.contract.name === contract.name);
    const items = pages.map(({ name, docs }) => `- [${name}](${name}.md) – ${text(docs.summary)}`);
    return `## ${contract.name.toUpperCase()}\n\n${items.join("\n")}\n`;
  });
  return `# Operations

Each page is generated from the contract (the OpenAPI description of the API): what the operation does, samples, a form that calls a mock on your machine, inputs with their limits, and every response with an example.

${lists.join("\n")}`;
}

/** What a caller should know before anything else. */
function facts({ effect, retry, permission }: Operation, { lifecycle, page }: OperationDocs): string {
  const effects = {
    none: "It only reads.",
    idempotent: "Sending it twice does what sending it once does.",
    once: "**Sending it twice may do it twice.** Nothing that may have been processed is ever retried automatically.",
  };
  return [
    `- ${effects[effect]} ${retries(retry)}`,
    permission === undefined ? [] : `- Permission: \`${permission}\``,
    lifecycle.stage === "historical" ? `- **Being retired.** ${text(lifecycle.note)}` : [],
    `- [The vendor's page](${page})`,
  ]
    .flat()
    .join("\n");
}

function retries(retry: RetryPolicy | false): string {
  if (retry === false) return "It is never retried automatically.";
  return `At most ${retry.maxAttempts} attempts, after: ${retry.on.map((reason) => `\`${reason}\``).join(", ")}.`;
}

function commandBlock(page: OperationPage): string {
  const command = commandSample(page);
  return command === undefined ? "" : `\n\`\`\`sh [Command line]\n${command}\`\`\`\n`;
}

function inputs({ parameters, fixed = {} }: Operation, docs: OperationDocs): string {
  const rows = parameters
    .filter(({ input }) => !(input in fixed))
    .map(({ input, name, in: place, required, schema }) => {
      const where = `${place === "body" && name === "" ? "body" : `\`${name}\``}, ${place}`;
      return [`\`${input}\`${required ? " (required)" : ""}`, cell(docs.inputs[input]?.description ?? ""), cell(limits(schema)), where];
    });
  return table(["input", "what it is", "limits", "in the request"], rows) || "None.";
}

function answer(status: string, response: ContractResponse): string {
  const evidence = response["x-undocumented"]?.evidence;
  const examples = Object.entries(response.content?.["application/json"]?.examples ?? {});
  const blocks = examples.map(([name, { summary, value }]) => {
    return `${cell(summary ?? name)}\n\n\`\`\`json\n${JSON.stringify(value, undefined, 2)}\n\`\`\`\n`;
  });
  return `### ${status}

${text(response.description)}${evidence === undefined ? "" : `\n\nNot documented by the vendor. ${text(evidence)}`}
${blocks.length === 0 ? "" : `\n::: details ${blocks.length === 1 ? "Example" : "Examples"}\n${blocks.join("\n")}\n:::\n`}`;
}
