import { buildPackage } from "../../tools/build/build-package.ts";

await buildPackage(import.meta.dirname, {
  // package.json maps `#digest` to one of the two digests.
  entries: ["index.ts", "node/index.ts", "signature/digest.node.ts", "signature/digest.web.ts"],
  bundled: ["ini", "js-yaml"],
});
