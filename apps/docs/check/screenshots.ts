import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser, BrowserContextOptions } from "playwright-core";
import type { Served } from "../src/serve/serve.ts";
import { watchedPage } from "./browser.ts";

const wide = { viewport: { width: 1280, height: 900 } };
const narrow = { viewport: { width: 360, height: 740 } };

const shots: readonly { readonly name: string; readonly path: string; readonly options: BrowserContextOptions; readonly call?: true }[] = [
  { name: "home-light", path: "", options: { ...wide, colorScheme: "light" } },
  { name: "home-dark", path: "", options: { ...wide, colorScheme: "dark" } },
  { name: "home-360", path: "", options: narrow },
  { name: "guide-light", path: "guides/at-night", options: wide },
  { name: "operation-light", path: "operations/restart", options: wide },
  { name: "operation-360", path: "operations/restart", options: narrow },
  { name: "operation-called-dark", path: "operations/getExecution", options: { ...wide, colorScheme: "dark" }, call: true },
  { name: "guide-360", path: "guides/many", options: narrow },
  { name: "command-line-light", path: "command-line", options: wide },
  { name: "command-line-360", path: "command-line", options: narrow },
  { name: "not-found-dark", path: "restart", options: { ...wide, colorScheme: "dark" } },
  { name: "api-light", path: "api/client-node", options: wide },
];

/** Pictures for a person to look at. */
export async function takeScreenshots(browser: Browser, served: Served, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const { name, path, options, call } of shots) {
    const { page, close } = await watchedPage(browser, options);
    await page.goto(`${served.site}/${path}`, { waitUntil: "networkidle" });
    if (call) {
      await page.getByLabel("Address of the mock").fill(served.mocks.aom as string);
      await page.getByRole("button", { name: /^Call/ }).click();
      await page.locator(".try-it .outcome").waitFor();
    }
    await page.screenshot({ path: join(folder, `${name}.png`), fullPage: !call });
    await close();
  }
}
