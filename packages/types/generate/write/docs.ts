import type { Contract } from "../read/contract.ts";
import { type ReadOperation, readOperations } from "../read/operations.ts";
import { pascalCase } from "../read/words.ts";
import { header } from "./header.ts";
import { jsdoc } from "./jsdoc.ts";
import { literal } from "./literal.ts";
import { methodsOf } from "./methods.ts";

/** Source text of what people should know of a contract's operations. It is apart from the operations, which are loaded to be called. */
export function docsText(contract: Contract): string {
  const operations = readOperations(contract);
  const type = `${pascalCase(contract.name)}Operations`;
  return [
    header(contract),
    `import type { ${type} } from "./${contract.name}.operations.gen.ts";`,
    'import type { OperationDocs } from "./operation-docs.ts";',
    "",
    ...operations.flatMap(sharedText),
    ...jsdoc([`What people should know of each operation of ${contract.path} and of its forms.`]),
    `export const docs: Readonly<Record<keyof ${type}, OperationDocs>> = {`,
    ...operations.flatMap((operation) =>
      methodsOf(operation).map(({ name, summary }) => `  ${name}: { summary: ${literal(summary)}, ...${sharedName(operation)} },`),
    ),
    "};",
    'export type { InputDocs, Lifecycle, OperationDocs } from "./operation-docs.ts";',
    "",
  ].join("\n");
}

/** The common part of an operation and its forms. */
function sharedText(operation: ReadOperation): string[] {
  const { inputs, lifecycle, page } = operation;
  const shared = { inputs: Object.fromEntries(inputs.map(({ parameter, docs }) => [parameter.input, docs])), lifecycle, page };
  return [`const ${sharedName(operation)}: Omit<OperationDocs, "summary"> = ${literal(shared)};`, ""];
}

function sharedName({ name }: ReadOperation): string {
  return `${name}Docs`;
}
