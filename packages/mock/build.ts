import { execFileSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Plugin } from "esbuild";
import { licencesOf } from "../../tools/build/licences.ts";

/** Modules that replace bundled ones, by their path in `src` and `dist`, with what they give. */
const libraries = {
  "prism/libraries": [
    "createInstance",
    "createLogger",
    "getHttpConfigFromRequest",
    "getHttpOperationsFromSpec",
    "ProblemJsonError",
    "serialize",
  ],
  "tls/libraries": ["generate"],
};

/** Modules that are bundled in place of others. */
const others: Readonly<Record<string, string>> = {
  // All languages are 3 MB, for values that Prism makes up; the mock answers with the contract's examples.
  "@faker-js/faker": "@faker-js/faker/locale/en",
  // Its other form requires its parts by a function of its own, which nothing can bundle.
  "jsonc-parser": "jsonc-parser/lib/esm/main.js",
  // Node warns of its own.
  punycode: fileURLToPath(import.meta.resolve("punycode/punycode.js")),
};

const replaced: Plugin = {
  name: "replaced",
  setup: ({ onResolve, resolve }) =>
    onResolve({ filter: /^(@faker-js\/faker|jsonc-parser|punycode)$/ }, ({ path, resolveDir, kind }) =>
      resolve(others[path] ?? path, { resolveDir, kind }),
    ),
};

/** Modules that are left out. The mock plays OpenAPI 3 only, so the parsers of Swagger 2 and Postman's collections are never called. */
const leftOut = /http-spec[\\/](oas2|postman)[\\/]operation\.js$/;

const without: Plugin = {
  name: "without",
  setup: ({ onLoad }) => onLoad({ filter: leftOut }, () => ({ contents: "" })),
};

/** Node warns of `url.parse()` and `url.resolve()` in what is not below a folder of modules, as this bundle is in a clone. What it calls itself does the same. */
const withoutWarning: Plugin = {
  name: "without-warning",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(node:)?url$/ }, () => ({ path: "url", namespace: "quiet" }));
    onLoad({ filter: /^url$/, namespace: "quiet" }, () => ({
      contents: `const url = process.getBuiltinModule("node:url");
        const parse = (text, ...others) => {
          if (text instanceof url.Url) return text;
          const parsed = new url.Url();
          parsed.parse(text, ...others);
          return parsed;
        };
        module.exports = { ...url, parse, resolve: (from, to) => parse(from, false, true).resolveObject(parse(to, false, true)).format() };`,
      loader: "js",
    }));
  },
};

rmSync("dist", { recursive: true, force: true });
const tsc = createRequire(import.meta.url)
  .resolve("typescript/package.json")
  .replace("package.json", "bin/tsc");
execFileSync(process.execPath, [tsc, "-p", "tsconfig.build.json"], { stdio: "inherit" });

/** Separate bundles are required on demand, from the folder of the index. */
const librariesApart: Plugin = {
  name: "libraries-apart",
  setup: ({ onResolve }) =>
    onResolve({ filter: /^\.\/libraries\.ts$/ }, ({ resolveDir }) => ({ path: `./${basename(resolveDir)}/libraries.cjs`, external: true })),
};

/** The same for users that require it, Jest above all: one file, and declarations that name those of the module. */
async function buildCommonJs(): Promise<void> {
  await build({
    entryPoints: ["src/index.ts"],
    outfile: "dist/index.cjs",
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    packages: "external",
    // Jest has no import() in CommonJS.
    supported: { "dynamic-import": false },
    define: { "import.meta.url": "__filename" },
    logLevel: "error",
    tsconfigRaw: {},
    plugins: [librariesApart],
  });
  const module = `import("./index.js", { with: { "resolution-mode": "import" } })`;
  const exported = [...readFileSync("src/index.ts", "utf8").matchAll(/^export (type )?\{([^}]*)\}/gm)];
  const lines = exported.flatMap(([, allTypes, names = ""]) =>
    names.split(",").flatMap((item) => {
      const [, type = allTypes, name] = /^(type )?(\w+)$/.exec(item.trim()) ?? [];
      if (name === undefined) return [];
      // A class is a value and a type.
      const asType = type || /^[A-Z]/.test(name) ? [`export type ${name} = ${module}.${name};`] : [];
      return [...(type ? [] : [`export declare const ${name}: typeof ${module}.${name};`]), ...asType];
    }),
  );
  writeFileSync("dist/index.d.cts", `${lines.join("\n")}\n`);
}

const bundled: string[] = [];
for (const [path, names] of Object.entries(libraries)) {
  const { metafile } = await build({
    entryPoints: [`src/${path}.ts`],
    outfile: `dist/${path}.cjs`,
    bundle: true,
    minify: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    legalComments: "none",
    metafile: true,
    logLevel: "error",
    tsconfigRaw: {},
    plugins: [replaced, without, withoutWarning],
  });
  for (const { inputs } of Object.values(metafile.outputs)) {
    bundled.push(...Object.entries(inputs).flatMap(([input, { bytesInOutput }]) => (bytesInOutput > 0 ? [input] : [])));
  }
  const file = path.split("/").at(-1);
  writeFileSync(`dist/${path}.js`, `import bundled from "./${file}.cjs";\nexport const { ${names.join(", ")} } = bundled;\n`);
  // Users of the mock neither have nor need the types of what is bundled; but every declaration has to find what it names.
  writeFileSync(`dist/${path}.d.ts`, names.map((name) => `export declare const ${name}: (...given: any[]) => any;\n`).join(""));
}
await buildCommonJs();
writeFileSync("dist/THIRD-PARTY-LICENSES.txt", await licencesOf("@aom-workflow/mock", bundled));
