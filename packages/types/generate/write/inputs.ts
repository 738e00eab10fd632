import type { Input } from "../read/input.ts";
import type { ReadOperation } from "../read/operations.ts";
import { jsdoc } from "./jsdoc.ts";
import { limitsText } from "./limits.ts";
import { schemaName, typeText } from "./type-text.ts";

/** Source text of the interface of a method's inputs. */
export function inputsText(type: string, method: string, inputs: readonly Input[], operation: ReadOperation): string[] {
  const comment = jsdoc([`Inputs of \`${method}\`.`]);
  if (inputs.length === 0) return ["", ...comment, `export type ${type} = Record<string, never>;`];
  return ["", ...comment, `export interface ${type} {`, ...inputs.flatMap((input) => propertyText(input, operation)), "}"];
}

function propertyText(input: Input, operation: ReadOperation): string[] {
  const { parameter, schema } = input;
  const type = typeText(schema, placeInTypes(input, operation), "readonly ");
  const optional = !parameter.required || parameter.scope !== undefined;
  return [...commentText(input), `  readonly ${parameter.input}${optional ? "?" : ""}: ${type}${optional ? " | undefined" : ""};`];
}

/** Where openapi-typescript has the type of an input. Only bodies have types that are neither named nor plain. */
function placeInTypes({ parameter: { name }, body }: Input, { id }: ReadOperation): string {
  if (!body) return "never";
  const whole = `NonNullable<operationTypes[${JSON.stringify(id)}]["requestBody"]>["content"][${JSON.stringify(body.mediaType)}]`;
  return name === "" ? whole : `${schemaName(body.schema) ?? whole}[${JSON.stringify(name)}]`;
}

function commentText({ parameter, docs, schema, deprecated }: Input): string[] {
  const tags = [
    schema.has("default") ? `@default ${JSON.stringify(schema.at("default").value)}` : undefined,
    docs.example === undefined ? undefined : `@example ${JSON.stringify(docs.example)}`,
    deprecated ? "@deprecated" : undefined,
  ];
  const scope = parameter.scope === "connection" ? "Required only where the connection does not know it." : "";
  const limits = [limitsText(parameter.schema), scope].filter(Boolean).join(" ");
  return jsdoc([docs.description, limits, tags.filter(Boolean).join("\n")], "  ");
}
