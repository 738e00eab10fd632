import { type DefaultTheme, defineConfig } from "vitepress";
import { contracts } from "../../../spec/contracts.ts";
import { apiEntries } from "../src/api/entries.ts";
import { isOfClient, operationPages } from "../src/operations/pages.ts";

const guides = [
  { text: "Five minutes", link: "/guides/five-minutes" },
  { text: "Outcomes", link: "/guides/outcomes" },
  { text: "Credentials", link: "/guides/credentials" },
  { text: "Test your code", link: "/guides/testing" },
  { text: "Operating at night", link: "/guides/at-night" },
  { text: "Many at once", link: "/guides/many" },
  { text: "In CI and clusters", link: "/guides/in-ci" },
  { text: "What each runtime promises", link: "/guides/runtimes" },
];

const operations = contracts.flatMap((contract): DefaultTheme.SidebarItem[] => {
  const pages = operationPages.filter((page) => page.contract.name === contract.name);
  const items = pages.map(({ name }) => ({ text: name, link: `/operations/${name}` }));
  return isOfClient({ contract }) ? items : [{ text: contract.name.toUpperCase(), items }];
});

/** Everything that the site needs is in what is built: fonts are those of the system, search has its index beside it. */
export default defineConfig({
  title: "aom-workflow",
  description: "Get a stopped Huawei Cloud AOM workflow execution going again.",
  lang: "en",
  base: process.env.DOCS_BASE ?? "/",
  outDir: "dist",
  cacheDir: "node_modules/.vitepress",
  srcExclude: ["README.md"],
  markdown: { theme: { light: "github-light-high-contrast", dark: "github-dark-high-contrast" } },
  themeConfig: {
    search: { provider: "local" },
    outline: [2, 3],
    nav: [
      { text: "Guides", link: "/guides/five-minutes" },
      { text: "Operations", link: "/operations/" },
      { text: "API", link: "/api/" },
    ],
    sidebar: [
      { text: "Guides", items: guides },
      {
        text: "Operations",
        items: [{ text: "Overview", link: "/operations/" }, ...operations],
      },
      { text: "API", items: apiEntries.map(({ name, file }) => ({ text: name, link: `/api/${file}` })) },
    ],
  },
});
