import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type ExpectStatic, test } from "vitest";
import { operationRequest, rawExchange } from "../test/raw-exchange.ts";
import { startMock } from "./start-mock.ts";

function run(port: string, ...args: string[]) {
  const main = spawn(process.execPath, [fileURLToPath(new URL("../dist/main.js", import.meta.url)), ...args], {
    env: { ...process.env, PORT: port },
  });
  const output = { out: "", err: "" };
  main.stdout.on("data", (chunk) => {
    output.out += chunk;
  });
  main.stderr.on("data", (chunk) => {
    output.err += chunk;
  });
  return { main, output, exit: once(main, "close") };
}

test.concurrent("in a terminal the mock says where it listens and what to try, prints each request without its token, and Ctrl-C ends it with 0", async ({
  expect,
}) => {
  const { main, output, exit } = run("0");
  await expect.poll(() => output.out, { timeout: 10_000 }).toMatch(/http:\/\/127\.0\.0\.1:\d+/);
  await rawExchange(Number(/:(\d+)/.exec(output.out)?.[1]), operationRequest());
  await expect.poll(() => output.out, { timeout: 10_000 }).toMatch(/\nPOST \/v1\/.* 200\n/);
  expect(output.out).not.toContain("token");
  expect((await tryOffered(output.out, "restart", expect)).status).toBe(200);
  main.kill("SIGINT");
  expect(await exit).toEqual([0, null]);
});

test.concurrent("it keeps running when its output is no longer read", async ({ expect }) => {
  const { main, output, exit } = run("0");
  await expect.poll(() => output.out, { timeout: 10_000 }).toMatch(/--help\.\n/);
  main.stdout.destroy();
  const port = Number(/:(\d+)/.exec(output.out)?.[1]);
  for (let time = 0; time < 3; time++) expect((await rawExchange(port, operationRequest())).text).toMatch(/^HTTP\/1\.1 200 /);
  main.kill("SIGINT");
  expect([await exit, output.err]).toEqual([[0, null], ""]);
});

test.concurrent.for([
  ["--help", 0, "stdout"],
  ["--nope", 2, "stderr"],
] as const)("%s ends with %i and without a stack trace when its output is not read", async ([option, code, reader], { expect }) => {
  const { main, output, exit } = run("0", option);
  main[reader].destroy();
  expect([await exit, output]).toEqual([[code, null], { out: "", err: "" }]);
});

test.concurrent("--simulator runs executions, and prints commands to try", async ({ expect }) => {
  const { main, output, exit } = run("0", "--simulator");
  await expect.poll(() => output.out, { timeout: 10_000 }).toMatch(/\n.+npx aom-workflow .+\n/);
  expect(output.out).toMatch(/^The simulator listens on http:\/\/127\.0\.0\.1:\d+ /);
  const answer = await tryOffered(output.out, "stopped", expect);
  expect(answer.status).toBe(200);
  expect(((await answer.json()) as { total_elements: number }).total_elements).toBeGreaterThan(3);
  main.kill("SIGINT");
  expect(await exit).toEqual([0, null]);
});

/** Does what the call for curl does, and looks at the one for npx. */
function tryOffered(offered: string, command: string, expect: ExpectStatic): Promise<Response> {
  const [curl = "", npx] = offered.split("\n").filter((line) => line.startsWith("  "));
  expect(npx).toMatch(new RegExp(`^  AOM_WORKFLOW_TOKEN=any npx aom-workflow ${command} .*--endpoint http://127\\.0\\.0\\.1:\\d+$`));
  const [, headers, data, url = ""] = /^ {2}curl --request POST --header "(.*?)" (?:--json '(.*)' )?"(.*)"$/.exec(curl) ?? [];
  expect(headers).toBe("X-Auth-Token: any");
  const json = data === undefined ? {} : { body: data, headers: { "Content-Type": "application/json", "X-Auth-Token": "any" } };
  return fetch(url, { method: "POST", headers: { "X-Auth-Token": "any" }, ...json });
}

test("it can be run as a command, and --help ends with 0", ({ expect }) => {
  const file = fileURLToPath(new URL("../dist/main.js", import.meta.url));
  expect(readFileSync(file, "utf8")).toMatch(/^#!\/usr\/bin\/env node\n/);
  expect(execFileSync(process.execPath, [file, "--help"], { encoding: "utf8" })).toMatch(/--fault KIND/);
});

test.concurrent("a taken port is one sentence and exit code 2", async ({ expect }) => {
  const mock = await startMock();
  const { output, exit } = run(String(mock.port));
  expect(await exit).toEqual([2, null]);
  expect(output.err).toBe(`Port ${mock.port} is in use: stop what listens there, or choose another with --port.\n`);
  await mock.close();
});

test.concurrent("--fault applies to every request, and --port overrides PORT", async ({ expect }) => {
  const { main, output, exit } = run("no port", "--port", "0", "--fault", "throttled=2");
  await expect.poll(() => output.out + output.err, { timeout: 10_000 }).toMatch(/http:\/\/127\.0\.0\.1:\d+/);
  for (let at = 0; at < 2; at++) {
    const { text } = await rawExchange(Number(/:(\d+)/.exec(output.out)?.[1]), operationRequest());
    expect(text).toMatch(/^HTTP\/1.1 429 .*Retry-After: 2\r\n/s);
  }
  main.kill("SIGINT");
  expect(await exit).toEqual([0, null]);
});

test.concurrent.for([
  [["--fault", "hangs"], /^hangs is not a kind of fault\. Use one of: [^\n]+\.\n$/],
  [["--port", "70000"], /^--port must be a number from 0 to 65535, not 70000\.\n$/],
  [["--prot", "1"], /^[^\n]*--prot[^\n]*\n$/],
  [["4021"], /^Unexpected argument 4021\. To choose a port, use --port PORT\.\n$/],
] as const)("%j is refused in one sentence with exit code 2", async ([args, sentence], { expect }) => {
  const { main, output, exit } = run("0", ...args);
  const stuck = setTimeout(() => main.kill(), 10_000);
  expect(await exit).toEqual([2, null]);
  clearTimeout(stuck);
  expect(output.err).toMatch(sentence);
});
