import { readFileSync } from "node:fs";
import { buildPackage } from "../../tools/build/build-package.ts";

const { exports } = JSON.parse(readFileSync(new URL("package.json", import.meta.url), "utf8"));
const files = Object.values<{ readonly default?: string }>(exports).flatMap((target) => target.default ?? []);

await buildPackage(import.meta.dirname, { entries: files.map((file) => file.replace("./dist/", "").replace(/\.js$/, ".ts")) });
