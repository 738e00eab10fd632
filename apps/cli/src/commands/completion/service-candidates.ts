import { createHash } from "node:crypto";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeFolder } from "@aom-workflow/auth/node";
import { choices } from "@aom-workflow/client/executions";
import { oneLine } from "../../output/text/printable.ts";
import { readTokens } from "../../parse/tokens.ts";
import { absolute, homeOf } from "../../settings/paths.ts";
import { commandWord } from "../../surface/action-words.ts";
import { calledBy, commandAt, type IdProposals } from "../../surface/command.ts";
import type { Environment } from "../../surface/environment.ts";
import type { CommandContext } from "../context.ts";
import { reading } from "../executions/reading.ts";
import type { Candidate } from "./candidates.ts";

/** What a person waits for at most who has pressed a key, in seconds. */
const timeoutSeconds = "2";

/**
 * Ids and names that the service knows, to be completed: all of them, so that one that looks like the only one is. Remembered for some seconds;
 * nothing where anything goes wrong: in the middle of typing is no place for an error.
 *
 * @param words what was typed before, and what is being typed
 */
export async function serviceCandidates(
  proposals: IdProposals,
  words: readonly string[],
  context: Pick<CommandContext, keyof CommandContext>,
): Promise<readonly Candidate[]> {
  const { env, commands } = context;
  const before = words.slice(0, -1);
  const { options: given } = readTokens(before, commands);
  const named = Object.fromEntries(given.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]])));
  if (named["token-file"] === "-") return [];
  const { operation } = commandAt(calledBy(before, commands), commands) ?? {};
  const [begin = "", node] = proposals === "execution/node" ? (words.at(-1) ?? "").split("/") : [];
  const kind = proposals !== "execution/node" ? proposals : node === undefined ? "execution" : "node";
  const { workflow, execution = node === undefined ? undefined : begin } = named;
  const wanted = { kind, actsOn: operation?.actsOn, action: operation?.actsOn && commandWord(operation), workflow, execution };
  const find = () =>
    reading("completion", [], { options: { ...named, timeout: timeoutSeconds }, context }, async ({ reader, isWhole }) => {
      const found = await choices(reader, wanted);
      if (!isWhole()) throw new Error("The list may be incomplete.");
      return found.map(({ value, name = "", word = "" }) => ({ value, description: oneLine(`${name} ${word}`).trim() }));
    });
  try {
    const found = await rememberedCandidates([JSON.stringify([wanted, named])], env, find);
    const prefix = node === undefined ? "" : `${begin}/`;
    return found.flatMap((each) => (oneLine(each.value) === each.value ? [{ ...each, value: prefix + each.value }] : []));
  } catch {
    return [];
  }
}

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
  const folder = cacheFolder(env);
  if (folder === undefined) return find();
  const file = join(folder, "completion.json");
  const kept = readKept(file, key);
  if (kept !== undefined) return kept;
  const found = await find();
  try {
    makeFolder(folder);
    writeFileSync(file, JSON.stringify({ key, found }), { mode: 0o600 });
  } catch {
    // What cannot be kept is found again.
  }
  return found;
}

function cacheFolder(env: Environment): string | undefined {
  if (env.XDG_CACHE_HOME) return join(absolute("XDG_CACHE_HOME", env.XDG_CACHE_HOME), "aom-workflow");
  const home = homeOf(env);
  return home === undefined ? undefined : join(home, ".cache", "aom-workflow");
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
