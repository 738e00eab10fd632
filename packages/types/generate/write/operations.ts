import type { DeclaredAnswer } from "../read/answers.ts";
import type { Contract } from "../read/contract.ts";
import { type ReadOperation, readOperations } from "../read/operations.ts";
import { pascalCase } from "../read/words.ts";
import { header } from "./header.ts";
import { inputsText } from "./inputs.ts";
import { jsdoc } from "./jsdoc.ts";
import { literal } from "./literal.ts";
import { type Method, methodsOf } from "./methods.ts";
import { schemasText } from "./schemas.ts";
import { Names } from "./type-names.ts";
import { typeText } from "./type-text.ts";

/** Source text of a contract's operations: each a value with its types, and all of them as one object. */
export function operationsText(contract: Contract): string {
  const names = new Names(contract);
  const operations = readOperations(contract);
  const body = [...schemasText(contract, names), ...operations.flatMap((operation) => operationText(operation, names))];
  const all = allText(contract, operations, names);
  names.check();
  return [
    header(contract),
    ...importsText([...body, ...all].join("\n"), contract),
    ...jsdoc(["The contract that this code was generated from."]),
    `export const contract: ContractIdentity = ${literal(identity(contract))};`,
    ...body,
    ...all,
    "",
  ].join("\n");
}

function identity({ path, title, version, sha256 }: Contract) {
  return { path, title, version, sha256 };
}

/** How the text of a schema's type begins. */
const schemaType = 'Schema<"';

function importsText(body: string, { name }: Contract): string[] {
  const types = ["Operation", "Parameter", "RetryPolicy"].filter((type) => new RegExp(`: (readonly )?${type}\\b`).test(body));
  const schemas = [
    ...(body.includes(schemaType) ? ["components"] : []),
    ...(body.includes("operationTypes[") ? ["operations as operationTypes"] : []),
  ];
  return [
    ...(schemas.length > 0 ? [`import type { ${schemas.join(", ")} } from "./${name}.schema.gen.ts";`] : []),
    `import type { ${["ContractIdentity", ...types].sort().join(", ")} } from "./operation.ts";`,
    "",
    ...(body.includes(schemaType) ? ['type Schema<Name extends keyof components["schemas"]> = components["schemas"][Name];', ""] : []),
  ];
}

function methodType({ name }: Method, operation: ReadOperation): string {
  return `Operation<${pascalCase(name)}Input, ${outputType(operation)}, ${pascalCase(operation.name)}Errors>`;
}

function operationText(operation: ReadOperation, names: Names): string[] {
  const take = (name: string) => names.take(name, operation.place.pointer);
  const type = pascalCase(operation.name);
  const errors = take(`${type}Errors`);
  const pieces = sharedPieces(operation, take);
  return [
    ...errorsText(errors, operation),
    ...pieces.source,
    ...methodsOf(operation).flatMap((method) => {
      const input = take(`${pascalCase(method.name)}Input`);
      return [
        ...inputsText(input, method.name, method.inputs, operation),
        "",
        ...methodComment(method, operation),
        `export const ${take(`${method.name}Operation`)}: ${methodType(method, operation)} = {`,
        ...fieldsText(method, operation, pieces.value),
        "};",
      ];
    }),
  ];
}

/** Bodies of the errors by status. */
function errorsText(name: string, operation: ReadOperation): string[] {
  const comment = jsdoc([`Bodies of the errors that \`${operation.name}\` can answer, by status.`]);
  const errors = operation.errors.map((answer) => `  readonly ${answer.status}: ${answerType(answer, operation)};`);
  if (errors.length === 0) return ["", ...comment, `export type ${name} = Record<never, never>;`];
  return ["", ...comment, `export interface ${name} {`, ...errors, "}"];
}

function outputType(operation: ReadOperation): string {
  return [...new Set(operation.success.map((answer) => answerType(answer, operation)))].join(" | ");
}

function answerType({ status, body }: DeclaredAnswer, { id }: ReadOperation): string {
  if (!body) return "undefined";
  return typeText(
    body.schema,
    `operationTypes[${JSON.stringify(id)}]["responses"][${status}]["content"][${JSON.stringify(body.mediaType)}]`,
  );
}

/** The common part of an operation's forms is written once, as constants that a bundler can drop. */
function sharedPieces(operation: ReadOperation, take: (name: string) => string) {
  const { name, inputs, retry, forms } = operation;
  const pieces = { parameters: inputs.map(({ parameter }) => parameter), retry };
  const types = { parameters: "readonly Parameter[]", retry: "RetryPolicy" };
  const source: string[] = [];
  const value = (key: keyof typeof pieces): string => {
    if (forms.length === 0 || pieces[key] === false) return literal(pieces[key], "  ");
    return `${name}${pascalCase(key)}`;
  };
  for (const key of Object.keys(pieces) as (keyof typeof pieces)[]) {
    if (forms.length > 0 && pieces[key] !== false) {
      source.push("", `const ${take(`${name}${pascalCase(key)}`)}: ${types[key]} = ${literal(pieces[key])};`);
    }
  }
  return { source, value };
}

function fieldsText(method: Method, operation: ReadOperation, shared: (key: "parameters" | "retry") => string): string[] {
  const fields: Record<string, string | undefined> = {
    id: literal(operation.id),
    name: literal(method.name),
    method: literal(operation.method),
    path: literal(operation.path),
    parameters: shared("parameters"),
    fixed: method.fixed && literal(method.fixed, "  "),
    success: literal(operation.success.map(({ status }) => status)),
    successWords: operation.successWords && literal(operation.successWords, "  "),
    errors: literal(operation.errors.map(({ status }) => status)),
    effect: literal(operation.effect),
    permission: operation.permission && literal(operation.permission),
    actsOn: operation.actsOn && literal(operation.actsOn),
    command: literal(method.command),
    retry: shared("retry"),
  };
  return Object.entries(fields).flatMap(([key, text]) => (text === undefined ? [] : `  ${key}: ${text},`));
}

function methodComment({ summary, description }: Method, { page, deprecated, lifecycle }: ReadOperation, indent = ""): string[] {
  const tags = [`@see ${page}`, ...(deprecated ? [`@deprecated ${lifecycle.note}`.trim()] : [])];
  return jsdoc([summary, description, tags.join("\n")], indent);
}

/** The object of all operations, by the names of their methods. */
function allText(contract: Contract, operations: ReadOperation[], names: Names): string[] {
  const type = names.take(`${pascalCase(contract.name)}Operations`, "#/info");
  const methods = operations.flatMap((operation) => methodsOf(operation).map((method) => ({ method, operation })));
  const acting = methods.filter(({ operation }) => operation.actsOn);
  return [
    ...(acting.length === 0 ? [] : actionNameText(names.take(`${pascalCase(contract.name)}ActionName`, "#/info"), acting)),
    "",
    ...jsdoc([`Every operation of ${contract.path} and its forms, by the names of the methods that call them.`]),
    `export interface ${type} {`,
    ...methods.flatMap(({ method, operation }) => [
      ...methodComment(method, operation, "  "),
      `  readonly ${method.name}: ${methodType(method, operation)};`,
    ]),
    "}",
    "",
    ...jsdoc([`Every operation of ${contract.path} and its forms.`]),
    `export const operations: ${type} = {`,
    ...methods.map(({ method: { name } }) => `  ${name}: ${name}Operation,`),
    "};",
  ];
}

function actionNameText(name: string, acting: readonly { readonly method: Method }[]): string[] {
  const comment = jsdoc(["The names of the methods that act on an execution."]);
  return ["", ...comment, `export type ${name} = ${acting.map(({ method }) => JSON.stringify(method.name)).join(" | ")};`];
}
