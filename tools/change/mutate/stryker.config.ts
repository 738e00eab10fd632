import { fileURLToPath } from "node:url";

interface Target {
  readonly folder: string;
  readonly files: readonly string[];
  /** Percentage of changes that tests must detect, as measured; 0 if not measured yet. */
  readonly least: number;
}

/** Code in which a mistake is dangerous: it decides what is sent again, which outcome a call has, and what is redacted. */
export const targets: Readonly<Record<string, Target>> = {
  call: { folder: "packages/http", files: ["src/call/*.ts"], least: 90 },
  failure: { folder: "packages/http", files: ["src/failure/*.ts"], least: 90 },
  response: { folder: "packages/http", files: ["src/response/*.ts"], least: 90 },
  redaction: {
    folder: "packages/http",
    files: ["src/request/redact.ts", "src/request/secret.ts", "src/request/secret-forms.ts", "src/request/bare-text.ts"],
    least: 90,
  },
  transport: { folder: "packages/http", files: ["src/transport/node/**/*.ts"], least: 0 },
  signature: { folder: "packages/auth", files: ["src/signature/*.ts"], least: 90 },
  credentials: { folder: "packages/auth", files: ["src/iam/*.ts", "src/credentials/*.ts"], least: 0 },
  rules: { folder: "packages/client", files: ["src/executions/rules/*.ts"], least: 78 },
  answers: { folder: "packages/mock", files: ["src/answer/*.ts"], least: 0 },
  settings: { folder: "apps/cli", files: ["src/settings/*.ts", "src/credentials/*.ts"], least: 0 },
  "exit-codes": {
    folder: "apps/cli",
    files: ["src/output/exit-code.ts", "src/output/describe-error.ts", "src/output/describe-failure.ts"],
    least: 100,
  },
};

const { files = [], least = null } = targets[process.env.MUTATE ?? ""] ?? {};

export default {
  testRunner: "vitest",
  plugins: [fileURLToPath(import.meta.resolve("@stryker-mutator/vitest-runner"))],
  mutate: [...files, "!src/**/*.test.ts"],
  thresholds: { high: 100, low: 100, break: least },
  reporters: ["clear-text"],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false, allowEmojis: false },
  coverageAnalysis: "perTest",
  // Code that runs once, when a module is loaded (tables, patterns, sentences), would need a process for each change.
  ignoreStatic: true,
  inPlace: true,
  // vitest does not check types, and files that are not mutated stay as they are.
  disableTypeChecks: false,
  // A folder that vitest ignores: the backup has copies of the tests.
  tempDirName: "node_modules/.stryker",
  concurrency: 2,
  vitest: { configFile: "vitest.config.ts", related: true },
};
