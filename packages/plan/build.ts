import { buildPackage } from "../../tools/build/build-package.ts";

await buildPackage(import.meta.dirname, { entries: ["index.ts", "node/index.ts", "postgres/index.ts"] });
