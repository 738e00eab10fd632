import { buildPackage } from "../../build.shared.ts";

await buildPackage(import.meta.dirname, {
  entries: ["index.ts"],
  nodeEntries: ["index.ts", "node/index.ts"],
  platform: { "#digest": { node: "signature/digest.node.ts", default: "signature/digest.web.ts" } },
  bundled: ["ini", "js-yaml"],
});
