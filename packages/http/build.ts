import { buildPackage } from "../../build.shared.ts";

await buildPackage(import.meta.dirname, {
  entries: ["index.ts", "index.node.ts", "node.ts"],
  chunks: false,
  bundled: ["openapi-fetch", "proxy-from-env"],
});
