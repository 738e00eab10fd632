import { buildPackage } from "../../tools/build/build-package.ts";

await buildPackage(import.meta.dirname, {
  // The error of a state has a file of its own, so that there is one class of it: the rules, which are loaded when they are needed, throw it.
  entries: ["index.ts", "call/state-error.ts", "executions/index.ts", "internal.ts", "node/index.ts", "openapi-fetch/index.ts"],
  chunks: false,
});
