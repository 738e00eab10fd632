import { type Publishing, publish } from "./publish.ts";
import { startRegistry } from "./registry.ts";
import { copyOfRepository } from "./repository.ts";

/** What every check needs: released packages on a registry, and a folder outside the workspace. */
export interface Stage {
  readonly work: string;
  /** A clone of the repository, built and released. */
  readonly copy: string;
  /** The registry's address. */
  readonly registry: string;
  readonly publishing: Publishing;
}

export async function setStage(work: string): Promise<Stage> {
  const [copy, registry] = await Promise.all([copyOfRepository(work), startRegistry(work)]);
  return { work, copy, registry, publishing: await publish(copy, work, registry) };
}
