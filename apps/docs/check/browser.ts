import { existsSync } from "node:fs";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";

const executables = [process.env.CHROMIUM ?? "", "/usr/bin/chromium", "/usr/bin/google-chrome"];

/** Starts the Chromium of this machine; `CHROMIUM` names another. */
export function startChromium(): Promise<Browser> {
  const executablePath = executables.find((path) => path !== "" && existsSync(path));
  if (executablePath === undefined) throw new Error("Chromium is not installed: set CHROMIUM to its path, or apt-get install chromium.");
  return chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ["--no-sandbox"] : [] });
}

/** A page that keeps a list of what went wrong in it. */
export interface Watched {
  readonly page: Page;
  readonly problems: readonly string[];
  close(): Promise<void>;
}

/** Opens a page in a profile of its own. It may load nothing but what this machine serves. */
export async function watchedPage(browser: Browser, options: BrowserContextOptions = {}): Promise<Watched> {
  const context = await browser.newContext(options);
  context.setDefaultTimeout(30_000);
  const page = await context.newPage();
  const problems: string[] = [];
  page.on("console", (message) => {
    const { url } = message.location();
    // Chromium reports each refusal: of the address that is opened, which the check looks at, and of a mock, which the page shows.
    const isExpected =
      message.text().startsWith("Failed to load resource") && (url === page.url() || originOf(url) !== originOf(page.url()));
    if (["error", "warning"].includes(message.type()) && !isExpected) problems.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => problems.push(`script: ${error.message}`));
  await context.route(
    (url) => url.hostname !== "127.0.0.1",
    (route) => {
      problems.push(`asks another server: ${route.request().url()}`);
      return route.abort();
    },
  );
  return { page, problems, close: () => context.close() };
}

function originOf(url: string): string | undefined {
  return URL.parse(url)?.origin;
}
