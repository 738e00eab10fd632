import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { absolute, homeOf } from "../../settings/paths.ts";
import type { Environment } from "../../surface/environment.ts";
import type { Candidate } from "./candidates.ts";

/** A person presses the key several times while typing one id. */
const lifeMs = 10_000;

/** What was found a moment ago for the same words and surroundings, else what is found now. It is kept in a file that only this user can read. */
export async function rememberedCandidates(
  words: readonly string[],
  env: Environment,
  find: () => Promise<readonly Candidate[]>,
): Promise<readonly Candidate[]> {
  const own = Object.entries(env).filter(([name]) => /^(AOM_WORKFLOW|HUAWEICLOUD_SDK|CLOUD_SDK)_/.test(name));
  const key = createHash("sha256")
    .update(JSON.stringify([words, own]))
    .digest("hex");
  const folder = join(env.XDG_CACHE_HOME ? absolute("XDG_CACHE_HOME", env.XDG_CACHE_HOME) : join(homeOf(env), ".cache"), "aom-workflow");
  const file = join(folder, "completion.json");
  const kept = readKept(file, key);
  if (kept !== undefined) return kept;
  const found = await find();
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(file, JSON.stringify({ key, found }), { mode: 0o600 });
  } catch {
    // What cannot be kept is found again.
  }
  return found;
}

function readKept(file: string, wanted: string): readonly Candidate[] | undefined {
  try {
    if (Math.abs(Date.now() - statSync(file).mtimeMs) > lifeMs) return undefined;
    const { key, found } = JSON.parse(readFileSync(file, "utf8")) as { readonly key: string; readonly found: readonly Candidate[] };
    return key === wanted ? found : undefined;
  } catch {
    return undefined;
  }
}
