import { type DefaultTheme, defineConfig } from "vitepress";
import { contracts } from "../../../spec/contracts.ts";
import { apiEntries } from "../src/api/entries.ts";
import { markSessions } from "../src/console.ts";
import { guides } from "../src/guides.ts";
import { isOfClient, operationPages } from "../src/operations/pages.ts";
import { writeForMachines } from "../src/twins.ts";

const base = process.env.DOCS_BASE ?? "/";

const operations = contracts.flatMap((contract): DefaultTheme.SidebarItem[] => {
  const pages = operationPages.filter((page) => page.contract.name === contract.name);
  const items = pages.map(({ name }) => ({ text: name, link: `/operations/${name}` }));
  return isOfClient({ contract }) ? items : [{ text: contract.name.toUpperCase(), items }];
});

/** Everything that the site needs is in what is built: fonts are those of the system, search has its index beside it. */
export default defineConfig({
  title: "aom-workflow",
  description: "Get stopped Huawei Cloud AOM workflow executions going again.",
  lang: "en",
  base,
  cleanUrls: true,
  head: [["link", { rel: "icon", type: "image/svg+xml", href: `${base}favicon.svg` }]],
  transformHead: ({ page, siteConfig }) =>
    siteConfig.pages.includes(page) ? [["link", { rel: "alternate", type: "text/markdown", href: `${base}${page}` }]] : [],
  buildEnd: writeForMachines,
  outDir: "dist",
  cacheDir: "node_modules/.vitepress",
  srcExclude: ["README.md"],
  markdown: { theme: { light: "github-light-high-contrast", dark: "github-dark-high-contrast" }, codeTransformers: [markSessions] },
  themeConfig: {
    search: { provider: "local" },
    outline: [2, 3],
    nav: [
      { text: "Guides", link: "/guides/five-minutes" },
      { text: "Command line", link: "/command-line" },
      { text: "Operations", link: "/operations/" },
      { text: "API", link: "/api/" },
    ],
    sidebar: [
      { text: "Guides", items: guides.map(({ title, link }) => ({ text: title, link })) },
      { text: "Command line", link: "/command-line" },
      {
        text: "Operations",
        items: [{ text: "Overview", link: "/operations/" }, ...operations],
      },
      { text: "API", items: apiEntries.map(({ name, file }) => ({ text: name, link: `/api/${file}` })) },
    ],
  },
});
