import { buildPackage } from "../../build.shared.ts";

await buildPackage(import.meta.dirname, { entries: ["aom.gen.ts", "iam.gen.ts"] });
