import { parseArgs } from "node:util";
import { serve } from "../src/serve/serve.ts";
import { startChromium, watchedPage } from "./browser.ts";
import { journeys } from "./journeys.ts";
import { deadAnchors, type Linked, linksOf } from "./links.ts";
import { barriers, overflow } from "./page-checks.ts";
import { builtPages, deadTwins, isForContrast } from "./pages.ts";
import { stalePictures } from "./pictures.ts";
import { takeScreenshots } from "./screenshots.ts";

const { values } = parseArgs({ options: { screenshots: { type: "string" } } });
/** How a page is looked at. */
const looks = [
  { look: "light", options: { colorScheme: "light", viewport: { width: 1280, height: 800 } } },
  { look: "dark", options: { colorScheme: "dark", viewport: { width: 1280, height: 800 } } },
  { look: "360 px wide", options: { colorScheme: "light", viewport: { width: 360, height: 740 } } },
] as const;

const served = await serve(0);
const browser = await startChromium();
const linked: Linked[] = [];
let failed = 0;
try {
  if (builtPages.length === 0) report("the site has pages", ["none: run pnpm docs:build"]);
  for (const { look, options } of looks) {
    const { page, problems, close } = await watchedPage(browser, options);
    for (const path of look === "dark" ? builtPages.filter(isForContrast) : builtPages) {
      const before = problems.length;
      const answer = await page.goto(`${served.site}/${path}`, { waitUntil: "load" });
      if (look === "light") linked.push(await linksOf(page, path));
      const found = answer?.ok() ? [] : [`is answered with ${answer?.status()}`];
      found.push(...(await overflow(page)), ...(await barriers(page, isForContrast(path))));
      report(`/${path}, ${look}`, [...problems.slice(before), ...found]);
    }
    await close();
  }
  report("the pictures of the night are what the command line prints", await stalePictures());
  report("every page has a twin in Markdown, and llms.txt leads to it", deadTwins(builtPages));
  report("every anchor that a link names is there", deadAnchors(linked));
  for (const { title, go } of journeys) {
    const { page, problems, close } = await watchedPage(browser);
    const found = await go(page, served).catch((error: Error) => [error.message]);
    report(title, [...problems, ...found]);
    await close();
  }
  if (values.screenshots) await takeScreenshots(browser, served, values.screenshots);
} finally {
  await browser.close();
  await served.close();
}
process.exitCode = failed > 0 ? 1 : 0;

function report(title: string, problems: readonly string[]): void {
  if (problems.length > 0) failed++;
  process.stdout.write(`${problems.length > 0 ? "FAIL" : "ok  "} ${title}\n${problems.map((problem) => `     ${problem}\n`).join("")}`);
}
