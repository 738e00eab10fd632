import type { ExecutionState, FailedHost } from "@aom-workflow/client";
import { oneLine } from "../../output/text/printable.ts";

/** A host that failed, as a line. */
export function hostText({ name, id, ip, exitCode, firstLine }: FailedHost, showsLogs: boolean): string {
  const who = name ?? id ?? ip ?? "a host";
  const facts = [ip !== undefined && ip !== who && `(${ip})`, "failed", exitCode !== undefined && `with exit code ${exitCode}`].filter(
    Boolean,
  );
  return oneLine(`${who} ${facts.join(" ")}${showsLogs && firstLine !== undefined ? `: ${firstLine}` : ""}`);
}

/** Hosts as data; logs may contain secrets, so they are there only where they are asked for. */
export function hostsDocument(hosts: readonly FailedHost[], showsLogs: boolean): readonly object[] {
  return hosts.map(({ firstLine, ...host }) => (showsLogs ? { ...host, firstLine } : host));
}

/** An execution as data. */
export function executionDocument(execution: ExecutionState, showsLogs: boolean): object {
  const nodes = execution.nodes.map((node) => ({ ...node, failedHosts: hostsDocument(node.failedHosts, showsLogs) }));
  return { ...execution, nodes };
}
