import { temporaryFolder } from "../../lab/folders.ts";
import { type Registry, startRegistry } from "./registry/registry.ts";
import { copyOfRepository } from "./release/copy-of-repository.ts";
import { type Publishing, publish } from "./release/publish.ts";

/** What every cell builds on: the packages of a release on a registry, and a folder outside the workspace. */
export interface Stage {
  readonly work: string;
  /** A clone of the repository, built and released. */
  readonly copy: string;
  readonly registry: Registry;
  readonly publishing: Publishing;
}

export async function setStage(work = temporaryFolder()): Promise<Stage> {
  const [copy, registry] = await Promise.all([copyOfRepository(work), startRegistry(work)]);
  try {
    return { work, copy, registry, publishing: await publish(copy, work, registry) };
  } catch (error) {
    registry.stop();
    throw error;
  }
}
