import { execSync } from "node:child_process";

/** Builds a package and its dependencies before `pnpm --filter PACKAGE test`. In `pnpm test`, turbo has already done so. */
export default function buildBeforeTests(): void {
  const { npm_lifecycle_event: script, npm_package_name: name, TURBO_HASH: task } = process.env;
  if (script !== "test" || task !== undefined) return;
  const env = { ...process.env, TURBO_TELEMETRY_DISABLED: "1" };
  execSync(`turbo run build --filter=${name}... --output-logs=errors-only`, { env, stdio: "inherit" });
}
