import { buildPackage } from "../../build.shared.ts";

await buildPackage(import.meta.dirname, {
  entries: ["index.ts"],
  nodeEntries: ["index.ts", "node.ts"],
  platform: {
    "#default-transport": { node: "default-transport.node.ts", default: "default-transport.ts" },
    "#clock": { node: "clock.node.ts", default: "clock.ts" },
  },
  bundled: ["openapi-fetch", "proxy-from-env"],
});
