import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type OwnProcess, startProcess } from "../../../../packages/mock/test/own-process.ts";
import { rawExchange } from "../../../../packages/mock/test/raw-exchange.ts";
import { oddRequests, survives } from "../../../../packages/mock/test/survives.ts";

const folder = mkdtempSync(join(tmpdir(), "site-"));
const page = "<!doctype html><title>Workflows</title>";
writeFileSync(join(folder, "index.html"), page);
writeFileSync(join(folder, "restart.html"), "<!doctype html><title>Restart</title>");
writeFileSync(join(folder, "404.html"), "<!doctype html><title>None</title>");
const program = `
  import { siteServer } from ${JSON.stringify(new URL("site.ts", import.meta.url).href)};
  const server = siteServer(${JSON.stringify(folder)}).listen(0, "127.0.0.1", () => console.log("http://127.0.0.1:" + server.address().port));
`;
const good = { request: "GET / HTTP/1.1\r\nHost: site\r\n\r\n", answer: new RegExp(`^HTTP/1\\.1 200 .*${page}`, "s") };

let site: OwnProcess;
beforeAll(async () => {
  site = await startProcess("--input-type=module", "--eval", program);
});
afterAll(async () => {
  await site.stop();
  rmSync(folder, { recursive: true });
});

test.each([
  ["/%zz", 400],
  ["/%E0%A4%A", 400],
  ["//", 200],
  ["//[", 404],
  ["/%00", 404],
  ["/..%2f..%2f..%2fetc%2fpasswd", 404],
  ["*", 404],
  ["/none", 404],
])("the site answers %s with %i, and then the next request", async (path, status) => {
  expect((await rawExchange(site.port, `GET ${path} HTTP/1.1\r\nHost: site\r\n\r\n`)).text).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  expect((await rawExchange(site.port, good.request)).text).toMatch(good.answer);
  expect([site.alive, site.stderr]).toEqual([true, ""]);
});

test.each([
  ["/restart", 200, "Restart"],
  ["/restart.html", 200, "Restart"],
  ["/restarted", 404, "None"],
])("the site answers %s with %i and a page", async (path, status, title) => {
  const { text } = await rawExchange(site.port, `GET ${path} HTTP/1.1\r\nHost: site\r\n\r\n`);
  expect(text).toMatch(new RegExp(`^HTTP/1\\.1 ${status} .*content-type: text/html.*<title>${title}</title>`, "s"));
});

test(`the site survives ${oddRequests}`, { timeout: 600_000 }, () => survives(site, ["/", "/index.html", "/api/client/"], good));
