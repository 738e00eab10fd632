import { type Installation, install } from "../installs/install.ts";
import type { Stage } from "../stage.ts";

/** Installs all our packages in one project, with their optional peer dependency and the types of Node. */
export function installEverything(stage: Stage): Promise<Installation> {
  const ours = Object.fromEntries(stage.publishing.packed.map(({ name, version }) => [name, version]));
  return install(stage, "everything", { ...ours, "@types/node": "^24.0.0", "openapi-fetch": "^0.17.0" });
}
