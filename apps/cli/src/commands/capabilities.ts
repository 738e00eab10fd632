import { contract, type Operation, regions } from "@aom-workflow/types";
import type { OperationDocs } from "@aom-workflow/types/docs";
import type { CommandSpec, OptionSpec } from "../surface/command.ts";
import { documentSchemas, schemaVersion } from "../surface/documents.ts";
import { environment } from "../surface/environment.ts";
import { exitCodes } from "../surface/exit-codes.ts";
import { globalOptions, helpOption, versionOption } from "../surface/global-options.ts";
import type { CommandBody } from "./context.ts";

/** The whole surface of the command line as data, for tools and agents. */
export const capabilities: CommandBody = async (_, { commands, version }) => {
  const { toolDefinitions } = await import("@aom-workflow/mcp/tools");
  const document = {
    ok: true,
    schemaVersion,
    name: "aom-workflow",
    version,
    contract: { version: contract.version, sha256: contract.sha256 },
    operations: commands.flatMap(({ operation, docs }) => (operation && docs ? [describeOperation(operation, docs)] : [])),
    commands: commands.map(describeCommand),
    globalOptions: [...globalOptions, helpOption, versionOption].map(describeOption),
    environment,
    exitCodes,
    outcomes: {
      applied: "the service confirmed it",
      "not-sent": "no request reached the service; trying again is safe",
      rejected: "the service refused; nothing was done",
      unknown: "may have been applied; look at the execution before anything is sent again",
    },
    agentTools: toolDefinitions,
    documents: documentSchemas(commands.flatMap(({ operation, path }) => (operation ? [path.join(" ")] : []))),
    openRegions: Object.entries(regions).flatMap(([region, { open }]) => (open ? [region] : [])),
  };
  return { exitCode: 0, document, text: JSON.stringify(document, undefined, 2) };
};

function describeOperation({ name, id, method, path, effect, retry }: Operation, { lifecycle, page }: OperationDocs) {
  return { name, id, method, path, effect, retry, lifecycle, docs: page };
}

function describeCommand({ path, summary, options, operands, examples, operation }: CommandSpec) {
  const operates = operation !== undefined;
  return { command: path.join(" "), summary, operates, operands, options: options.map(describeOption), examples };
}

function describeOption({ name, short, placeholder, description, required = false, oneOf, values, variable, schema }: OptionSpec) {
  return {
    name: `--${name}`,
    short: short && `-${short}`,
    type: placeholder === undefined ? "boolean" : "string",
    description,
    required,
    oneOf,
    values,
    schema,
    environment: variable,
  };
}
