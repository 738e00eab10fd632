import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const source = fileURLToPath(new URL("../", import.meta.url));

/** What a script does with the `call` of a subject. */
const purposes = {
  once: "await call();",
  often: 'import { load } from "./scripts/load.ts"; await load(call);',
};

/** A file of `src/subjects`, without its ending. */
export type SubjectName = string;

/**
 * Writes a script as a user would: one JavaScript file in the project folder that has the packages it imports.
 *
 * @param purpose `once` makes one call, `often` many of them (see `load.ts`).
 * @returns its path.
 */
export async function writeScript(folder: string, subject: SubjectName, purpose: keyof typeof purposes): Promise<string> {
  const outfile = join(folder, `${subject}.${purpose}.js`);
  const contents = `import { call } from "./subjects/${subject}.ts"; ${purposes[purpose]}`;
  await build({
    stdin: { contents, resolveDir: source, loader: "ts" },
    outfile,
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    target: "node20",
    logLevel: "warning",
    tsconfigRaw: {},
  });
  return outfile;
}
