import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { expect, it } from "vitest";
import { restartOperation } from "../src/aom.gen.ts";
import { limitsText } from "./write/limits.ts";

const source = fileURLToPath(new URL("../src/", import.meta.url));

/** A file of a user; `⟦…⟧` marks what is hovered over. */
const user = `import { operations, type RestartInput } from "./aom.gen.ts";
const operation = operations.⟦restart⟧;
const input: RestartInput = { ⟦workflowId⟧: "w", executionId: "e", nodeId: "n" };
const output = {} as NonNullable<typeof operation.types>;
const ⟦result⟧ = output.output;
const ⟦refusal⟧ = output.errors[403];
export { input, result, refusal };
`;

it("shows names, the warning and the limits when hovering over an operation", () => {
  const [restart, workflowId, result, refusal] = hovers(user);
  expect(restart).toMatch(/restart: Operation<RestartInput, StatusResult, OperateErrors>$/m);
  expect(restart).toContain("whatever it did before it failed may be done a second time");
  expect(restart).toContain("https://support.huaweicloud.com/api-aom/StartPausingWorkflowExecutions.html");
  const { schema } = restartOperation.parameters.find(({ input }) => input === "workflowId")!;
  expect(workflowId).toContain(limitsText(schema));
  expect(result).toMatch(/^const result: StatusResult$/m);
  expect(refusal).toMatch(/^const refusal: ErrorBody$/m);
});

/** What an editor shows at each mark. */
function hovers(marked: string): string[] {
  const file = `${source}hover-user.ts`;
  const positions = [...marked.matchAll(/⟦/g)].map(({ index }, before) => index - 2 * before);
  const text = marked.replace(/[⟦⟧]/g, "");
  const service = ts.createLanguageService({
    getCompilationSettings: () => ({
      strict: true,
      module: ts.ModuleKind.NodeNext,
      target: ts.ScriptTarget.ES2023,
      allowImportingTsExtensions: true,
      noEmit: true,
      types: [],
    }),
    getScriptFileNames: () => [file],
    getScriptVersion: () => "1",
    getScriptSnapshot: (name) => {
      const content = name === file ? text : ts.sys.readFile(name);
      return content === undefined ? undefined : ts.ScriptSnapshot.fromString(content);
    },
    getCurrentDirectory: () => source,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: existsSync,
    readFile: (name) => readFileSync(name, "utf8"),
  });
  return positions.map((position) => {
    const { displayParts, documentation, tags } = service.getQuickInfoAtPosition(file, position)!;
    const tagText = tags?.map(({ name, text }) => `@${name} ${ts.displayPartsToString(text)}`).join("\n");
    return [ts.displayPartsToString(displayParts), ts.displayPartsToString(documentation), tagText].join("\n");
  });
}
