import { buildPackage } from "../../build.shared.ts";

await buildPackage(import.meta.dirname, {
  entries: ["index.ts", "node/index.ts", "signature/digest.node.ts", "signature/digest.web.ts"],
  bundled: ["ini", "js-yaml"],
});
