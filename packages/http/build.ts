import { buildPackage } from "../../tools/build/build-package.ts";

await buildPackage(import.meta.dirname, {
  entries: ["index.ts", "index.node.ts", "internal.ts", "node.ts"],
  bundled: ["openapi-fetch"],
});
