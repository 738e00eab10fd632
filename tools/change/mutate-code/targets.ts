/** Code in which a slip is dangerous, by package. */
export interface Target {
  readonly name: string;
  readonly folder: string;
  readonly files: readonly string[];
}

/** What decides whether something is sent again, what became of it, and that no secret is shown. */
export const targets: readonly Target[] = [
  { name: "call", folder: "packages/http", files: ["src/call/*.ts"] },
  { name: "failure", folder: "packages/http", files: ["src/failure/*.ts"] },
  { name: "response", folder: "packages/http", files: ["src/response/*.ts"] },
  { name: "redaction", folder: "packages/http", files: ["src/request/redact.ts", "src/request/secret.ts", "src/request/secret-forms.ts"] },
  { name: "signature", folder: "packages/auth", files: ["src/signature/*.ts"] },
  {
    name: "exit-codes",
    folder: "apps/cli",
    files: ["src/output/exit-code.ts", "src/output/describe-error.ts", "src/output/describe-failure.ts"],
  },
];
