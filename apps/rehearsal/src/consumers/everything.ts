import { type Installation, install } from "../installs/install.ts";
import type { Stage } from "../stage.ts";

/** A project with everything that we publish, and what an entry point of ours or TypeScript on Node asks to be installed beside it. */
export function installEverything(stage: Stage): Promise<Installation> {
  const ours = Object.fromEntries(stage.publishing.packed.map(({ name, version }) => [name, version]));
  return install(stage, "everything", { ...ours, "@types/node": "^24.0.0", "openapi-fetch": "^0.17.0" });
}
