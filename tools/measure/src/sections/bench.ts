import type { NodeVersion } from "../../../lab/node-versions.ts";
import type { Installation } from "../install/install-packages.ts";
import type { Comparison } from "../measure/comparison.ts";
import type { Server } from "../server/start-server.ts";

/** What a section has at hand. */
export interface Bench {
  node: NodeVersion;
  server: Server;
  /** Variables for every process that is measured. */
  environment: Record<string, string>;
  installations: Installations;
  /** Few rounds and few calls: good for seeing whether everything works, too coarse for a verdict. */
  quick: boolean;
}

/** Projects as users have them, each with the packages that it needs. */
export interface Installations {
  library: Installation;
  commandLine: Installation;
  official: Installation;
}

export type Section = (bench: Bench) => Promise<Comparison[]>;
