import type { ExecutionState, FailedHost } from "@aom-workflow/client";
import { oneLine } from "../../output/text/printable.ts";

/** A host that failed, as a line; with its log as far as it is known. */
export function hostText({ name, id, ip, exitCode, firstLine, lastLine }: FailedHost, showsLogs: boolean): string {
  const who = name ?? id ?? ip ?? "a host";
  const facts = [ip !== undefined && ip !== who && `(${ip})`, "failed", exitCode !== undefined && `with exit code ${exitCode}`];
  const log = showsLogs && firstLine !== undefined ? `: ${firstLine === lastLine ? firstLine : `${firstLine} … ${lastLine}`}` : "";
  return oneLine(`${who} ${facts.filter(Boolean).join(" ")}${log}`);
}

/** Hosts as data; logs may contain secrets, so they are there only where they are asked for. */
export function hostsDocument(hosts: readonly FailedHost[], showsLogs: boolean): readonly object[] {
  return hosts.map(({ firstLine, lastLine, ...host }) => (showsLogs ? { ...host, firstLine, lastLine } : host));
}

/** An execution as data. */
export function executionDocument(execution: ExecutionState, showsLogs: boolean): object {
  const nodes = execution.nodes.map((node) => withState({ ...node, failedHosts: hostsDocument(node.failedHosts, showsLogs) }));
  return withState({ ...execution, nodes });
}

/** What the client calls a meaning, since it has the vendor's word beside it, is the state in every document. */
export function withState<Meant extends { readonly meaning: string }>({ meaning: state, ...others }: Meant): object {
  return { ...others, state };
}
