import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { type Mock, startMock } from "@aom-workflow/mock";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { contracts } from "../../spec/contracts.ts";
import { operationPages } from "./src/operations/pages.ts";
import { renderOperation } from "./src/operations/render.ts";
import { commandSample, curlSample, projectId, typescriptSample } from "./src/operations/samples.ts";
import { complaints } from "./test/compile.ts";
import { bash } from "./test/shell.ts";

const vendorIsMock = new URL("../contract-tests/src/fixtures/vendor-is-mock.ts", import.meta.url);

const mocks: Record<string, Mock> = {};
beforeAll(async () => {
  for (const { name, url } of contracts) mocks[name] = await startMock({ contract: url });
});
afterAll(() => Promise.all(Object.values(mocks).map((mock) => mock.close())));

describe.for(operationPages)("The samples of $name call it", (page) => {
  const { operation } = page;
  const mock = () => mocks[page.contract.name] as Mock;
  const env = () => ({ AOM_WORKFLOW_ENDPOINT: mock().url, AOM_WORKFLOW_PROJECT: projectId, AOM_WORKFLOW_TOKEN: "any-token" });

  /** What reached the mock since `from`: the method, and the path with the contract's names in it. */
  const received = (from: number) =>
    mock()
      .requests.slice(from)
      .map(({ method, target }) => `${method} ${target}`);
  const expected = () => expect.stringMatching(pattern(operation.method, operation.path));

  test("in TypeScript", async () => {
    const from = mock().requests.length;
    const printed = await run(typescriptSample(page), { ...env(), MOCK_URL: mock().url });
    expect(printed).toMatch(/^applied /);
    expect(received(from)).toEqual([expected()]);
  });

  test("with curl", async () => {
    const from = mock().requests.length;
    await bash((await curlSample(page)).replace(page.endpoint, mock().url), env());
    expect(received(from)).toEqual([expected()]);
    expect(mock().requests.at(-1)?.status).toBeLessThan(300);
  });

  const command = commandSample(page);
  if (command !== undefined)
    test("with the command line", async () => {
      const from = mock().requests.length;
      // The execution of the mock has failed, so that a check would refuse to continue it.
      await bash(`${command.trimEnd()}${operation.actsOn ? " --no-check" : ""}`, env());
      expect(received(from)).toContainEqual(expected());
      for (const [input, value] of Object.entries(operation.fixed ?? {})) {
        const name = operation.parameters.find((parameter) => parameter.input === input)?.name;
        expect(received(from).at(-1)).toContain(`${name}=${value}`);
      }
    });
});

test("The samples compile", async () => {
  expect(await complaints(operationPages.map(typescriptSample))).toBe("");
});

test("text of the contract is never read as HTML or as a template", async () => {
  const [page] = operationPages;
  const docs = { ...page!.docs, summary: "A <b>bold</b> {{ word }}" };
  expect(await renderOperation({ ...page!, docs })).toContain("A &lt;b>bold&lt;/b> &#123;&#123; word }}");
});

test("every answer of the contract is on the page", async () => {
  for (const page of operationPages) {
    const rendered = await renderOperation(page);
    const statuses = [...page.operation.success, ...page.operation.errors];
    expect([...rendered.matchAll(/^### (\d+)$/gm)].map(([, status]) => Number(status)).sort()).toEqual(statuses.sort());
  }
});

function pattern(method: string, path: string): RegExp {
  return new RegExp(`^${method} ${path.replaceAll(/\{\w+\}/g, "[^/]+").replaceAll(".", "\\.")}(\\?|$)`);
}

async function run(code: string, env: Record<string, string>): Promise<string> {
  mkdirSync(".vitest", { recursive: true });
  const folder = mkdtempSync(join(process.cwd(), ".vitest", "sample-"));
  try {
    const file = join(folder, "sample.ts");
    writeFileSync(file, code);
    const args = ["--no-warnings", `--import=${vendorIsMock}`, fileURLToPath(pathToFileURL(file))];
    const { stdout, stderr } = await promisify(execFile)(process.execPath, args, { env: { PATH: process.env.PATH, ...env } });
    return stdout + stderr;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
