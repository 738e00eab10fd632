import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript-5";

export const root = fileURLToPath(new URL("../../../", import.meta.url));

/** The packages with an API for programs, by their folders. */
export const packages = [
  "packages/types",
  "packages/http",
  "packages/auth",
  "packages/client",
  "packages/plan",
  "packages/mcp",
  "packages/mock",
] as const;

interface Manifest {
  readonly name: string;
  readonly exports: Readonly<Record<string, string | { readonly types: string }>>;
}

const options: ts.CompilerOptions = {
  module: ts.ModuleKind.NodeNext,
  target: ts.ScriptTarget.ES2023,
  strict: true,
  types: [],
  skipLibCheck: true,
};

/** Reads each file once, for packages use each other and all of them the library. */
const host = ts.createCompilerHost(options);
const read = host.getSourceFile;
const sources = new Map<string, ts.SourceFile | undefined>();
host.getSourceFile = (file, ...how) => {
  if (!sources.has(file)) sources.set(file, read(file, ...how));
  return sources.get(file);
};

/** Every exported name of a package with its signature, by entry point, as text. Comments are left out, and so is `./internal`, which is not for users. */
export function surfaceOf(folder: string): string {
  const { name, exports } = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8")) as Manifest;
  const entries = Object.entries(exports).flatMap(([path, target]) =>
    typeof target === "object" && path !== "./internal" ? [{ path, file: join(root, folder, target.types) }] : [],
  );
  const program = ts.createProgram(
    entries.map(({ file }) => file),
    options,
    host,
  );
  const checker = program.getTypeChecker();
  const sections = entries.map(({ path, file }) => {
    const source = program.getSourceFile(file);
    const module = source && checker.getSymbolAtLocation(source);
    if (!module) throw new Error(`${name} has no ${path}: build it first.`);
    const names = checker.getExportsOfModule(module).map((symbol) => `${symbol.name}: ${signatureOf(symbol, checker)}`);
    return `## ${name}${path.slice(1)}\n\n${names.sort().join("\n")}\n`;
  });
  return sections.join("\n");
}

const printer = ts.createPrinter({ removeComments: true, omitTrailingSemicolon: true });

/** The declarations of a name, on one line each. */
function signatureOf(symbol: ts.Symbol, checker: ts.TypeChecker): string {
  const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  const texts = (target.declarations ?? []).map((declaration) => {
    const node = ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration;
    return printer.printNode(ts.EmitHint.Unspecified, node, declaration.getSourceFile());
  });
  return texts
    .map((text) =>
      text
        .replace(/^export /, "")
        .replace(/^declare /, "")
        .replaceAll(/\s+/g, " "),
    )
    .join(" | ");
}
