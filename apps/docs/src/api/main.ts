import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Application, type Context, Converter, ReflectionKind } from "typedoc";
import { apiEntries } from "./entries.ts";

const root = fileURLToPath(new URL("../../../../", import.meta.url));
const out = fileURLToPath(new URL("../../api", import.meta.url));

/** Options of the plugin. `router` is one of TypeDoc's, with a value of the plugin's. */
const markdown = {
  router: "module",
  entryFileName: "index",
  hidePageHeader: true,
  hideBreadcrumbs: true,
  useCodeBlocks: true,
  expandObjects: false,
  parametersFormat: "table",
  propertiesFormat: "table",
  interfacePropertiesFormat: "table",
  typeDeclarationFormat: "table",
  sanitizeComments: true,
  tableColumnSettings: {
    hideDefaults: true,
    hideInherited: true,
    hideModifiers: true,
    hideOverrides: true,
    hideSources: true,
    hideValues: false,
    leftAlignHeaders: true,
  },
};

/** Writes the pages of the API, one for each entry point, from the types and their comments. */
async function main(): Promise<void> {
  const app = await Application.bootstrapWithPlugins({
    name: "API",
    entryPoints: apiEntries.map(({ source }) => root + source),
    tsconfig: fileURLToPath(new URL("tsconfig.json", import.meta.url)),
    plugin: ["typedoc-plugin-markdown"],
    readme: "none",
    disableSources: true,
    excludePrivate: true,
    excludeExternals: true,
    excludeInternal: true,
    skipErrorChecking: true,
    logLevel: "Error",
    validation: false,
    outputs: [{ name: "markdown", path: out }],
    ...markdown,
  } as Parameters<typeof Application.bootstrapWithPlugins>[0]);
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, nameEntries);
  const project = await app.convert();
  if (project === undefined) throw new Error("The API cannot be read: run `pnpm build` first.");
  await app.generateOutputs(project);
  for (const { name, file } of apiEntries) correct(`${out}/${file}.md`, name);
  writeFileSync(`${out}/index.md`, overview());
}

/** TypeDoc calls an entry point by the path of its source; people know it by what they import. */
function nameEntries({ project }: Context): void {
  for (const module of project.getChildrenByKind(ReflectionKind.Module)) {
    const entry = apiEntries.find(({ source }) => source.replace(/^packages\/|(\/index)?\.ts$/g, "") === module.name);
    if (entry === undefined) throw new Error(`No entry point is called ${module.name}.`);
    module.name = entry.file;
  }
}

/** Titles a page by what people import, and gives headings the anchors that links name. */
function correct(page: string, title: string): void {
  writeFileSync(page, withAnchors(readFileSync(page, "utf8").replace(/^# .*$/m, `# ${title}`)));
}

/** TypeDoc numbers the heading of a type after properties of the same name, VitePress does not count those. */
function withAnchors(text: string): string {
  const links = new Set([...text.matchAll(/\]\(#([\w-]+)-(\d+)\)/g)].map(([, name, number]) => `${name}-${number}`));
  const missing = [...links].filter((anchor) => !text.includes(`<a id="${anchor}">`));
  const headings = new Map(missing.map((anchor) => [anchor.replace(/-\d+$/, ""), anchor]));
  return text.replaceAll(/^### (\w+)$/gm, (heading, name: string) => {
    const anchor = headings.get(name.toLowerCase());
    return anchor === undefined ? heading : `${heading} {#${anchor}}`;
  });
}

function overview(): string {
  const lines = apiEntries.map(({ name, file }) => `- [${name}](${file}.md)`);
  return `# API\n\nWhat each entry point exports, from the types and their comments.\n\n${lines.join("\n")}\n`;
}

await main();
