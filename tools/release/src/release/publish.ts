import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Ended, run } from "../../../lab/children.ts";
import { startFront } from "../registry/front.ts";
import type { Registry } from "../registry/registry.ts";
import { onlyTo } from "./only-to.ts";
import { keepPacked, type Packed } from "./packed.ts";

/** What happened while everything was published for the first time. */
export interface Publishing {
  readonly packed: readonly Packed[];
  /** The folder with the tarballs and their plan. */
  readonly kept: string;
  /** Published before it broke down, and by the command that was run again. */
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** Published by those who tried once more when everything was there. */
  readonly again: readonly string[];
  /** What `npm publish` in the folder of a package said, and published. */
  readonly byMistake: { readonly said: string; readonly published: readonly string[] };
}

/** How many packages are published before the registry breaks down. */
export const beforeBreakdown = 3;

/**
 * Publishes everything to a registry with the one command for it, which breaks down half-way and is run again; then the same tarballs once more, as a
 * job of the workflow that is run again does, and by mistake from the folder of a package.
 */
export async function publish(copy: string, work: string, registry: Registry): Promise<Publishing> {
  const front = await startFront(registry.url);
  const env = await onlyTo(front.url, copy, work);
  const counted = async (act: () => Promise<unknown>) => {
    const from = front.accepted.length;
    await act();
    return front.accepted.slice(from);
  };
  const kept = join(work, "packed");
  let packed: readonly Packed[] = [];
  try {
    front.allow(beforeBreakdown);
    const before = await counted(async () => {
      await releaseCommand(copy, env, [1]);
      packed = await keepPacked(join(copy, ".release"), kept);
    });
    front.allow(Number.POSITIVE_INFINITY);
    const after = await counted(() => releaseCommand(copy, env, [0]));
    const again = await counted(() => publishPacked(kept, copy, env));
    let said = "";
    const published = await counted(async () => {
      const folder = join(copy, "packages/client");
      said = (await run("npm", ["publish", "--no-provenance", "--registry", front.url], { cwd: folder, env, exits: [1] })).stderr;
    });
    return { packed, kept, before, after, again, byMistake: { said, published } };
  } finally {
    front.close();
  }
}

/** Does the registry give exactly what was packed? */
export async function registryHas({ url }: Registry, { name, version, tarball }: Packed): Promise<boolean> {
  const answer = await fetch(`${url}${name.replace("/", "%2f")}/${version}`);
  const { dist } = (await answer.json()) as { dist: { integrity: string } };
  return dist.integrity === `sha512-${createHash("sha512").update(readFileSync(tarball)).digest("base64")}`;
}

/** Builds, packs and publishes what the registry does not have. */
export function releaseCommand(copy: string, env: NodeJS.ProcessEnv, exits: readonly number[]): Promise<Ended> {
  return run("pnpm", ["release:publish"], { cwd: copy, env, exits, timeout: 400_000 });
}

/** Publishes what was packed before, as the workflow does. */
export function publishPacked(folder: string, copy: string, env: NodeJS.ProcessEnv): Promise<Ended> {
  return run("pnpm", ["exec", "changeset", "publish", "--from-pack-dir", folder], { cwd: copy, env, timeout: 300_000 });
}
