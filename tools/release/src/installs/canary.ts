import { join } from "node:path";
import { run } from "../../../lab/children.ts";
import { writeFiles } from "../../../lab/folders.ts";
import { npmSettings } from "../registry/npm-settings.ts";
import type { Stage } from "../stage.ts";

/** A package that brings along one which reports its installation, as the mock did once. Whatever does not notice it notices nothing. */
export async function publishCanary({ work, registry }: Stage): Promise<string> {
  const name = "rehearsal-canary";
  const folder = join(work, name);
  writeFiles(folder, {
    "package.json": { name, version: "1.0.0", license: "MIT", files: ["index.js"], dependencies: { "@scarf/scarf": "1.4.0" } },
    "index.js": "",
  });
  await run("npm", ["publish"], { cwd: folder, env: npmSettings(work, "canary", registry.url) });
  return name;
}
