import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { published } from "../build/published.mjs";
import { readOptions } from "../lab/options.ts";

/**
 * A walk through one change of a contract: applies it to a copy of this repository, updates what CONTRIBUTING says, and runs the tests.
 * Only the tests of facts may fail: any other failing test repeats what the contract says.
 */
interface Walk {
  readonly name: string;
  readonly edits: readonly Edit[];
}

/** A text to replace and its replacement, or the whole text of a new file. */
type Edit = readonly [file: string, from: string, to: string] | readonly [file: string, text: string];

const operation = `
  /v1/{project_id}/cms/workflow/{workflow_id}/executions/{execution_id}/logs:
    get:
      operationId: ListExecutionLogs
      tags: [executions]
      summary: List the log lines of an execution.
      description: |
        The newest lines first.
      externalDocs:
        url: https://support.huaweicloud.com/api-aom/ListExecutionLogs.html
      x-name: listExecutionLogs
      x-effect: none
      x-permission: cms:execution:get
      x-retry: *read-retry
      x-lifecycle: *lifecycle-of-siblings
      parameters:
        - $ref: "#/components/parameters/ProjectId"
        - $ref: "#/components/parameters/WorkflowId"
        - $ref: "#/components/parameters/ExecutionId"
        - name: line_limit
          in: query
          description: Lines at most.
          schema: { type: integer, minimum: 1, maximum: 500 }
          example: 100
      responses:
        "200":
          $ref: "#/components/responses/Executions"
        "401":
          $ref: "#/components/responses/Unauthorized"
        "500":
          $ref: "#/components/responses/ReadError"

components:
`;

const form = `        retry:
          summary: Retry the failed hosts of a node.
          description: |
            The node runs again on the hosts that failed.
          fixed: { action: retry }
        skip:
          summary: Skip`;

const contract = `openapi: 3.1.0
info: { title: Clocks, version: 1.0.0, description: One operation., license: { name: MIT, identifier: MIT } }
servers: [{ url: "https://clocks.cn-north-4.myhuaweicloud.com" }]
security: [{ token: [] }]
tags: [{ name: clocks, description: Clocks. }]
paths:
  /v1/clocks/{clock_id}:
    get:
      operationId: ShowClock
      tags: [clocks]
      summary: Show a clock.
      description: It only reads.
      externalDocs: { url: "https://support.huaweicloud.com/api-clocks/ShowClock.html" }
      x-name: showClock
      x-effect: none
      x-retry: false
      x-lifecycle: { stage: current, note: "", source: "https://support.huaweicloud.com/api-clocks/ShowClock.html" }
      parameters:
        - { name: clock_id, in: path, required: true, description: The clock., schema: { type: string, minLength: 1, maxLength: 64 }, example: one }
      responses:
        "200":
          description: The clock.
          content:
            application/json:
              schema: { $ref: "#/components/schemas/Clock" }
              examples: { one: { value: { id: one } } }
        "404":
          description: There is none. Nothing was done.
          content:
            application/json:
              schema: { $ref: "#/components/schemas/ClockError" }
              examples: { none: { value: { error_code: CLK.1, error_msg: no clock } } }
components:
  securitySchemes:
    token: { type: apiKey, in: header, name: X-Auth-Token }
  schemas:
    Clock: { type: object, properties: { id: { type: string } } }
    ClockError: { type: object, required: [error_code], properties: { error_code: { type: string }, error_msg: { type: string } } }
`;

const walks: readonly Walk[] = [
  { name: "an operation", edits: [["spec/aom.yaml", "\ncomponents:\n", operation]] },
  {
    name: "an action",
    edits: [
      ["spec/aom.yaml", "enum: [restart, skip, continue]", "enum: [restart, skip, continue, retry]"],
      ["spec/aom.yaml", "        skip:\n          summary: Skip", form],
    ],
  },
  {
    name: "a contract",
    edits: [
      ["spec/clocks.yaml", contract],
      ["spec/redocly.yaml", "apis:\n", "apis:\n  clocks:\n    root: ./clocks.yaml\n"],
      [
        "packages/types/package.json",
        '    "./package.json"',
        `${["clocks", "clocks/docs"].map((path) => exported(path)).join("")}    "./package.json"`,
      ],
      [
        "packages/types/package.json",
        '    "*": {\n',
        '    "*": {\n      "clocks": ["./dist/clocks.gen.d.ts"],\n      "clocks/docs": ["./dist/clocks.docs.gen.d.ts"],\n',
      ],
    ],
  },
  {
    name: "another limit",
    edits: [["spec/aom.yaml", "        maxLength: 64\n      example: run-script", "        maxLength: 63\n      example: run-script"]],
  },
];

function exported(path: string): string {
  const file = `./dist/${path.replace("/", ".")}.gen`;
  return `    "./${path}": { "types": "${file}.d.ts", "default": "${file}.js" },\n`;
}

/** The updates that follow a change of a contract, each with the folder in which its command runs. */
const updates: readonly (readonly [folder: string, ...argv: string[]])[] = [
  [".", "spec/lint/main.ts"],
  [".", "packages/types/generate/main.ts"],
  ...["types", "http", "auth", "client", "plan", "mcp", "mock"].map((name) => [`packages/${name}`, "build.ts"] as const),
  ["apps/cli", "build.ts"],
  [".", "apps/cli/e2e/write-readme.ts"],
  ["apps/cli", "node_modules/vitest/vitest.mjs", "run", "test/surface.test.ts", "--update"],
  ["apps/contract-tests", "node_modules/vitest/vitest.mjs", "run", "src/contract/wire.test.ts", "--update"],
  [".", "tools/change/api/main.ts"],
];

const usage = `pnpm test:walks [--only WORD] [--suite WORD]
Changes the contracts in copies of this repository and runs the tests: only tests of facts may fail.

  --only WORD    only walks whose name contains the word
  --suite WORD   only tests of folders whose name contains the word`;

const values = readOptions(usage, { only: { type: "string", default: "" }, suite: { type: "string", default: "" } });

const suites = [
  ...published().map(({ folder }: { readonly folder: string }) => folder),
  ...["apps/docs", "apps/contract-tests", "tools/change"],
].filter((suite) => suite.includes(values.suite));

const root = fileURLToPath(new URL("../../", import.meta.url));

for (const walk of walks.filter(({ name }) => name.includes(values.only))) {
  const copy = mkdtempSync(join(tmpdir(), "walk-"));
  try {
    copyTo(copy);
    for (const edit of walk.edits) apply(copy, edit);
    const failed = [...updates.flatMap((update) => updateIn(copy, update)), ...suites.flatMap((suite) => failedIn(copy, suite))];
    const facts = failed.filter((name) => name.startsWith("spec/facts/"));
    const others = failed.filter((name) => !name.startsWith("spec/facts/"));
    const isGood = facts.length > 0 && others.length === 0;
    process.stdout.write(`${isGood ? "✓" : "✗"} ${walk.name}: ${facts.length} tests of facts failed, and ${others.length} others\n`);
    for (const name of others) process.stdout.write(`    ${name}\n`);
    if (!isGood) process.exitCode = 1;
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/** Copies everything except installed packages, which it links. */
function copyTo(copy: string): void {
  const left = new Set([".turbo", ".vitest", ".release"]);
  cpSync(root, copy, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (source) => source !== join(root, "node_modules") && !left.has(basename(source)),
  });
  mkdirSync(join(copy, "node_modules"));
  for (const name of readdirSync(join(root, "node_modules"))) {
    const [from, to] = [join(root, "node_modules", name), join(copy, "node_modules", name)];
    // These lead to the CLI, which has to be the copy's.
    if (name === ".bin" || name === "aom-workflow") cpSync(from, to, { recursive: true, verbatimSymlinks: true });
    else symlinkSync(from, to);
  }
}

function apply(copy: string, [name, from, to]: Edit): void {
  const file = join(copy, name);
  const text = to === undefined ? "" : readFileSync(file, "utf8");
  if (to !== undefined && !text.includes(from)) throw new Error(`${name} lacks ${JSON.stringify(from)}; choose another edit.`);
  writeFileSync(file, to === undefined ? from : text.replace(from, () => to));
}

function updateIn(copy: string, [folder, ...argv]: (typeof updates)[number]): readonly string[] {
  const { status, stdout, stderr } = spawnSync(process.execPath, argv, { cwd: join(copy, folder), encoding: "utf8" });
  return status === 0 ? [] : [`${folder}: node ${argv.join(" ")}\n${stdout}${stderr}`];
}

interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly message: string;
    readonly status: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly fullName: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

/** The failed tests of a package, by file and title. */
function failedIn(copy: string, suite: string): readonly string[] {
  const report = join(copy, suite, ".vitest/report.json");
  const { stdout, stderr } = spawnSync(process.execPath, ["node_modules/vitest/vitest.mjs", "run"], {
    cwd: join(copy, suite),
    env: { ...process.env, CI: "true" },
    encoding: "utf8",
  });
  if (!existsSync(report)) return [`${suite}: vitest did not run\n${stdout}${stderr}`];
  const { testResults } = JSON.parse(readFileSync(report, "utf8")) as Report;
  return testResults.flatMap(({ name, message, status, assertionResults }) => {
    const file = name.slice(copy.length + 1);
    const failed = assertionResults.filter((it) => it.status === "failed");
    if (status === "failed" && failed.length === 0) return [`${file}: ${message}`];
    return failed.map(({ fullName, failureMessages }) => `${file}: ${fullName}\n      ${failureMessages[0]?.split("\n")[0]}`);
  });
}
