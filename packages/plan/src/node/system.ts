import { type FileSystem, nodeFiles } from "./files.ts";
import { type Host, thisHost } from "./host.ts";
import { nodeProcesses, type Processes } from "./processes.ts";

/** What a journal needs from the machine. */
export interface System {
  readonly files: FileSystem;
  readonly host: Host;
  readonly processes: Processes;
}

export function thisSystem(): System {
  return { files: nodeFiles, host: thisHost(), processes: nodeProcesses };
}
