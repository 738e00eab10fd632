import { buildPackage } from "../../tools/build/build-package.ts";

await buildPackage(import.meta.dirname, { entries: ["index.ts", "tools.ts"] });
