import { buildPackage } from "../../tools/build/build-package.ts";

await buildPackage(import.meta.dirname, { entries: ["aom.gen.ts", "aom.docs.gen.ts", "iam.gen.ts", "iam.docs.gen.ts"] });
