import { buildPackage } from "../../tools/build/build-package.ts";

await buildPackage(import.meta.dirname, {
  entries: ["index.ts", "executions/index.ts", "internal.ts", "node/index.ts", "openapi-fetch/index.ts"],
});
