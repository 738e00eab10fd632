import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { installTools } from "../../../lab/tools.ts";
import type { End } from "../conformance/cases.ts";
import type { Task } from "../conformance/probe.ts";
import type { Installation } from "../installs/install.ts";
import { MissingError } from "../matrix/cell.ts";
import { bundleProbe } from "./bundle-probe.ts";
import type { Platform } from "./platform.ts";

const text = `
import { probe } from "probe";
globalThis.probe = probe;
`;

/** As much of playwright-core as is used. */
interface Playwright {
  readonly chromium: {
    launch(options: { readonly executablePath: string; readonly args: readonly string[] }): Promise<{
      newPage(): Promise<{
        goto(url: string): Promise<unknown>;
        waitForFunction(expression: string): Promise<unknown>;
        evaluate<Given, Value>(action: (given: Given) => Promise<Value>, given: Given): Promise<Value>;
      }>;
      close(): Promise<void>;
    }>;
  };
}

/** A browser: nothing but its \`fetch\`, which sends again by itself, and another origin, so that CORS has to allow it. */
export function chromium(work: string, installation: () => Promise<Installation>): Platform {
  return {
    name: "Chromium",
    byFetch: true,
    knowledge: { provesNotSent: false, believesRefusals: false },
    run: async (task) => {
      const executablePath = findChromium();
      const playwright = await import(pathToFileURL(join(await installTools(work, "playwright"), "playwright-core/index.mjs")).href);
      const { folder } = await installation();
      const script = readFileSync(await bundleProbe(folder, "page.mjs", { text, bundledFor: ["browser"] }), "utf8");
      const page = await servePage(script);
      const browser = await (playwright as Playwright).chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
      try {
        const tab = await browser.newPage();
        await tab.goto(page.url);
        await tab.waitForFunction("globalThis.probe !== undefined");
        return await tab.evaluate((given) => (globalThis as unknown as { probe(task: Task): Promise<readonly End[]> }).probe(given), task);
      } finally {
        await browser.close();
        page.close();
      }
    },
  };
}

/** @throws {MissingError} */
function findChromium(): string {
  try {
    return execFileSync("/bin/sh", ["-c", "command -v chromium || command -v chromium-browser || command -v google-chrome"], {
      encoding: "utf8",
    }).trim();
  } catch {
    throw new MissingError("Chromium is not installed (on Debian: apt-get install chromium)");
  }
}

function servePage(script: string): Promise<{ readonly url: string; close(): void }> {
  const server = createServer((request, response) => {
    const isScript = request.url === "/page.mjs";
    response.writeHead(200, { "Content-Type": isScript ? "text/javascript" : "text/html" });
    response.end(isScript ? script : '<!DOCTYPE html><title>probe</title><script type="module" src="/page.mjs"></script>');
  });
  return new Promise((resolve) =>
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      resolve({ url: `http://127.0.0.1:${port}/`, close: () => void server.close().closeAllConnections() });
    }),
  );
}
