/** The entry points that people import from, with the source of each and the page that describes it. */
export const apiEntries = [
  { name: "@aom-workflow/client", source: "packages/client/src/index.ts", file: "client" },
  { name: "@aom-workflow/client/executions", source: "packages/client/src/executions/index.ts", file: "client-executions" },
  { name: "@aom-workflow/client/node", source: "packages/client/src/node/index.ts", file: "client-node" },
  { name: "@aom-workflow/client/openapi-fetch", source: "packages/client/src/openapi-fetch/index.ts", file: "client-openapi-fetch" },
  { name: "@aom-workflow/auth", source: "packages/auth/src/index.ts", file: "auth" },
  { name: "@aom-workflow/auth/node", source: "packages/auth/src/node/index.ts", file: "auth-node" },
  { name: "@aom-workflow/plan", source: "packages/plan/src/index.ts", file: "plan" },
  { name: "@aom-workflow/plan/node", source: "packages/plan/src/node/index.ts", file: "plan-node" },
  { name: "@aom-workflow/mcp", source: "packages/mcp/src/index.ts", file: "mcp" },
  { name: "@aom-workflow/mcp/tools", source: "packages/mcp/src/tools.ts", file: "mcp-tools" },
  { name: "@aom-workflow/mock", source: "packages/mock/src/index.ts", file: "mock" },
  { name: "@aom-workflow/http", source: "packages/http/src/index.ts", file: "http" },
  { name: "@aom-workflow/http/node", source: "packages/http/src/node.ts", file: "http-node" },
  { name: "@aom-workflow/types", source: "packages/types/src/aom.gen.ts", file: "types" },
  { name: "@aom-workflow/types/iam", source: "packages/types/src/iam.gen.ts", file: "types-iam" },
] as const;
