import { buildPackage } from "../../build.shared.ts";

await buildPackage(import.meta.dirname, {
  // The package.json says which digest an import of `#digest` means.
  entries: ["index.ts", "node/index.ts", "signature/digest.node.ts", "signature/digest.web.ts"],
  bundled: ["ini", "js-yaml"],
});
