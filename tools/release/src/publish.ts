import { deepEqual, equal } from "node:assert/strict";
import { createHash } from "node:crypto";
import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "../../lab/children.ts";
import type { Check } from "./checks.ts";
import { startFront } from "./registry.ts";
import { onlyTo } from "./repository.ts";

/** The parts of a published `package.json` that checks read. */
interface Manifest {
  readonly exports?: Readonly<Record<string, string | object>>;
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** A package as it is published. */
export interface Packed {
  readonly name: string;
  readonly version: string;
  readonly tarball: string;
  readonly manifest: Manifest;
  /** The text of one of its files. */
  read(file: string): Promise<string>;
}

/** What was published, step by step. */
export interface Publishing {
  readonly packed: readonly Packed[];
  /** Names published before the registry broke down, by the second run, and by a third when everything was there. */
  readonly before: readonly string[];
  readonly after: readonly string[];
  readonly again: readonly string[];
}

/** How many packages the registry accepts before it breaks down. */
const beforeBreakdown = 3;

/**
 * Runs `pnpm release:publish` against a registry that breaks down half-way, then runs it again; then publishes the same tarballs once more, as a
 * repeated job of the release workflow does.
 */
export async function publish(copy: string, work: string, registry: string): Promise<Publishing> {
  const front = await startFront(registry);
  const env = await onlyTo(front.url, copy, work);
  /** Runs pnpm in the clone. @returns the names of the packages that it published */
  const pnpm = async (args: readonly string[], exit = 0) => {
    const from = front.accepted.length;
    await run("pnpm", args, { cwd: copy, env, exits: [exit], timeout: 400_000 });
    return front.accepted.slice(from);
  };
  const kept = join(work, "packed");
  try {
    front.allow(beforeBreakdown);
    const before = await pnpm(["release:publish"], 1);
    cpSync(join(copy, ".release"), kept, { recursive: true });
    front.allow(Number.POSITIVE_INFINITY);
    const after = await pnpm(["release:publish"]);
    const again = await pnpm(["exec", "changeset", "publish", "--from-pack-dir", kept]);
    return { packed: await readPacked(kept), before, after, again };
  } finally {
    await front.close();
  }
}

interface Plan {
  readonly plan: readonly (readonly { readonly name: string; readonly version: string; readonly tarball: { readonly path: string } }[])[];
}

function readPacked(folder: string): Promise<readonly Packed[]> {
  const { plan } = JSON.parse(readFileSync(join(folder, "publish-plan.json"), "utf8")) as Plan;
  return Promise.all(
    plan.flat().map(async ({ name, version, tarball: { path } }) => {
      const tarball = join(folder, path);
      const read = async (file: string) => (await run("tar", ["-xzOf", tarball, `package/${file}`], { cwd: folder })).stdout;
      return { name, version, tarball, read, manifest: JSON.parse(await read("package.json")) };
    }),
  );
}

/** A release happens once, completely, and with the bytes that were checked. */
export function publishingChecks({ packed, before, after, again }: Publishing, registry: string): readonly Check[] {
  return [
    {
      title: "publish: after a failure half-way, the same command publishes the rest, and nothing twice",
      run: async () => {
        equal(before.length, beforeBreakdown);
        deepEqual([...before, ...after].sort(), packed.map(({ name }) => name).sort());
        return `${before.length} of ${packed.length}, then ${after.length}`;
      },
    },
    {
      title: "publish: publishing the same tarballs again succeeds and changes nothing",
      run: async () => void deepEqual(again, []),
    },
    {
      title: "publish: each package on the registry is the tarball that was checked",
      run: async () => {
        for (const { name, version, tarball } of packed) {
          const answer = await fetch(`${registry}${name.replace("/", "%2f")}/${version}`);
          const { dist } = (await answer.json()) as { dist: { integrity: string } };
          equal(dist.integrity, `sha512-${createHash("sha512").update(readFileSync(tarball)).digest("base64")}`, name);
        }
        return packed[0]?.version;
      },
    },
  ];
}
