import { buildPackage } from "../../build.shared.ts";

await buildPackage(import.meta.dirname, {
  entries: ["index.ts", "node.ts", "default-transport.ts", "default-transport.node.ts"],
  bundled: ["proxy-from-env"],
});
