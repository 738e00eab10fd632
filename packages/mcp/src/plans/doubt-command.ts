import type { Planning } from "./planning.ts";

/** The single command, which concerns this run only. */
export function doubtCommandOf({ action, workflowId, executionId, nodeId }: Parameters<Planning["doubtCommand"]>[0]): string {
  const ids = Object.entries({ workflow: workflowId, execution: executionId, node: nodeId });
  return `aom-workflow ${action} ${ids.map(([name, id]) => `--${name}=${quoted(id)}`).join(" ")} --include-doubt`;
}

/** For a POSIX shell. */
function quoted(text: string): string {
  return /^[\w.-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
