import { temporaryFolder } from "./temporary-folder.ts";

/**
 * The variables that every measured process gets: a home without settings and nothing else of this project.
 * Above all no NODE_EXTRA_CA_CERTS: Node 20 reads such a file at every start, which makes `node -e 0` slow and all ratios to it too good.
 */
export function cleanEnvironment(): Record<string, string> {
  return { HOME: temporaryFolder("home"), PATH: process.env.PATH ?? "" };
}
