import { contract, regions } from "@aom-workflow/types";
import type { Answer } from "./answer.ts";
import type { CommandSpec, OptionSpec } from "./command.ts";
import { commandsOf } from "./commands.ts";
import type { CommandContext } from "./context.ts";
import { environment } from "./environment.ts";
import { exitCodes } from "./exit-code.ts";
import { globalOptions, helpOption, versionOption } from "./global-options.ts";

/** The whole surface of the command line as data, for tools and agents. */
export function capabilities({ operation, version }: Pick<CommandContext, "operation" | "version">): Answer {
  const { id, method, path, idempotent, retry, lifecycle, docs } = operation;
  const document = {
    ok: true,
    name: "aom-workflow",
    version,
    contract: { version: contract.version, sha256: contract.sha256 },
    operation: { id, method, path, idempotent, retry, lifecycle, docs },
    commands: commandsOf(operation).map(describeCommand),
    globalOptions: [...globalOptions, helpOption, versionOption].map(describeOption),
    environment,
    exitCodes,
    outcomes: {
      applied: "the service says that it moved the run on",
      "not-sent": "no request reached the service; it may be sent again",
      rejected: "the service refused; nothing was done",
      unknown: "may have been applied; look at the run before anything is sent again",
    },
    openRegions: Object.entries(regions).flatMap(([region, { open }]) => (open ? [region] : [])),
  };
  return { exitCode: 0, document, text: JSON.stringify(document, undefined, 2) };
}

function describeCommand({ path, summary, options, operands, examples, operates }: CommandSpec) {
  return { command: path.join(" "), summary, operates, operands, options: options.map(describeOption), examples };
}

function describeOption({ name, short, description, placeholder, needed, values, variable, minLength, maxLength }: OptionSpec) {
  const type = placeholder === undefined ? "boolean" : "string";
  return {
    name: `--${name}`,
    short: short && `-${short}`,
    type,
    description,
    needed: needed === true,
    values,
    minLength,
    maxLength,
    environment: variable,
  };
}
