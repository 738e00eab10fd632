import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript-5";
import { published } from "../../build/published.mjs";

export const root = fileURLToPath(new URL("../../../", import.meta.url));

interface Manifest {
  readonly name: string;
  readonly exports?: Readonly<Record<string, string | { readonly types: string }>>;
}

/** The folders of the published packages with an API for programs. */
export const packages: readonly string[] = published()
  .filter(({ manifest }: { readonly manifest: Manifest }) =>
    Object.values(manifest.exports ?? {}).some((target) => typeof target === "object"),
  )
  .map(({ folder }: { readonly folder: string }) => folder);

const options: ts.CompilerOptions = {
  module: ts.ModuleKind.NodeNext,
  target: ts.ScriptTarget.ES2023,
  strict: true,
  types: [],
  skipLibCheck: true,
};

/** Reads each file once, since packages import each other and the same library. */
const host = ts.createCompilerHost(options);
const read = host.getSourceFile;
const sources = new Map<string, ts.SourceFile | undefined>();
host.getSourceFile = (file, ...how) => {
  if (!sources.has(file)) sources.set(file, read(file, ...how));
  return sources.get(file);
};

/** Every exported name of a package with its signature, by entry point, as text. Comments are left out, and so is `./internal`, which is not for users. */
export function surfaceOf(folder: string): string {
  const { name, exports = {} } = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8")) as Manifest;
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

/** The declarations of a name, each on one line. */
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
